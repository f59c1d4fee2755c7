import type { GatewaySettings } from '../../../local/resources/gateway/settings.ts';
import type { GatewayOptions } from '../../../local/resources/gateway.ts';
import { ofType, type Resource, type Values } from './state.ts';

/** The gateway as applied: its routes (an integration's name is its service), limits and caches. */
export function appliedGateway(resources: readonly Resource[]): Pick<GatewayOptions, 'routes'> & { settings: GatewaySettings } {
  const integrations = new Map(
    ofType(resources, 'aws_apigatewayv2_integration').map(({ values, index }) => [values.id, String(index)]),
  );
  const authorizer = valuesOf(resources, 'aws_apigatewayv2_authorizer');
  const routes = ofType(resources, 'aws_apigatewayv2_route').map(({ values }) => ({
    routeKey: String(values.route_key),
    service: integrations.get(String(values.target).replace('integrations/', '')) ?? '',
    authorizer: values.authorization_type === 'CUSTOM' && values.authorizer_id === authorizer.id,
  }));
  return { routes, settings: settingsOf(resources, authorizer) };
}

/** In the order of infra/gateway.json. Terraform stores unordered lists in its own order. */
function settingsOf(resources: readonly Resource[], authorizer: Values): GatewaySettings {
  const stage = valuesOf(resources, 'aws_apigatewayv2_stage');
  const cors = valuesOf(resources, 'aws_apigatewayv2_api').cors_configuration?.[0] ?? {};
  return {
    authorizer: {
      cacheTtlSeconds: Number(authorizer.authorizer_result_ttl_in_seconds),
      identitySources: sorted(authorizer.identity_sources),
    },
    throttle: {
      ...limitOf(stage.default_route_settings?.[0] ?? {}),
      routes: Object.fromEntries(listed(stage.route_settings).map((bound) => [String(bound.route_key), limitOf(bound)])),
    },
    cors: {
      allowHeaders: sorted(cors.allow_headers),
      exposeHeaders: sorted(cors.expose_headers),
      maxAgeSeconds: Number(cors.max_age),
    },
  };
}

const limitOf = ({ throttling_rate_limit, throttling_burst_limit }: Values) => ({
  rate: Number(throttling_rate_limit),
  burst: Number(throttling_burst_limit),
});

const valuesOf = (resources: readonly Resource[], type: string): Values => ofType(resources, type)[0]?.values ?? {};
const listed = (values: Values[] | undefined): Values[] => values ?? [];
const sorted = (texts: string[] | undefined): string[] => (texts ?? []).toSorted();
