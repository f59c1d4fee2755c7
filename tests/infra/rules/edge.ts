import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type GatewaySettings, readGatewaySettings } from '../../../local/resources/gateway/settings.ts';
import { appliedGateway } from '../support/applied-gateway.ts';
import type { Values } from '../support/state.ts';
import { each, oneOf, type Rule, together } from './rule.ts';

type Route = { routeKey: string; service: string; authorizer: boolean };
const routes = JSON.parse(readFileSync(join(import.meta.dirname, '../../../infra/routes.json'), 'utf8')) as Route[];

/** The gateway. */
export const edge: Rule[] = [
  together('the gateway’s routes are those of the services, asked of the same service and guarded by the same authorizer', {
    violations: (resources) => {
      const spelled = (list: Route[]) => list.map(({ routeKey, service, authorizer }) => `${routeKey} ${service} ${authorizer}`);
      const [wanted, found] = [spelled(routes), spelled(appliedGateway(resources).routes)];
      return [...wanted.filter((route) => !found.includes(route)), ...found.filter((route) => !wanted.includes(route))];
    },
    spoil: (resources) => {
      oneOf(resources, 'aws_apigatewayv2_route', (values) => values.authorization_type === 'CUSTOM').values.authorization_type =
        'NONE';
    },
  }),
  each('what the authorizer said is remembered for a minute at most, for one token on one route', {
    of: 'aws_apigatewayv2_authorizer',
    holds: (values) =>
      values.authorizer_result_ttl_in_seconds <= 60 &&
      values.enable_simple_responses &&
      values.authorizer_payload_format_version === '2.0' &&
      ['$request.header.Authorization', '$context.routeKey'].every((source) => values.identity_sources.includes(source)),
    spoil: (values) => {
      values.identity_sources = ['$request.header.Authorization'];
    },
  }),
  each('every route has a bound', {
    of: 'aws_apigatewayv2_stage',
    holds: ({ route_settings }) =>
      route_settings.length === routes.length &&
      route_settings.every((bound: Bound) => bound.throttling_rate_limit > 0 && bound.throttling_burst_limit > 0),
    spoil: (values) => values.route_settings.pop(),
  }),
  asWritten('each route is throttled as the stand-in throttles it', 'throttle', ({ throttle }) => ({
    ...throttle,
    routes: Object.fromEntries(routes.map(({ routeKey }) => [routeKey, throttle.routes[routeKey] ?? bare(throttle)])),
  })),
  asWritten('what the authorizer said is remembered as the stand-in remembers it', 'authorizer', ({ authorizer }) => ({
    ...authorizer,
    identitySources: authorizer.identitySources.toSorted(),
  })),
  asWritten('pages of other origins may send and read what the stand-in lets them', 'cors', ({ cors }) => ({
    ...cors,
    allowHeaders: cors.allowHeaders.toSorted(),
    exposeHeaders: cors.exposeHeaders.toSorted(),
  })),
  ...Object.entries({ 'x-request-id': '$context.requestId', 'x-client-address': '$context.identity.sourceIp' }).map(
    ([header, value]) =>
      each(`services learn ${header} from the gateway, whatever the caller says`, {
        of: 'aws_apigatewayv2_integration',
        where: ({ values }) => values.connection_type === 'VPC_LINK',
        holds: ({ request_parameters }) => request_parameters?.[`overwrite:header.${header}`] === value,
        spoil: (values) => {
          values.request_parameters = { [`append:header.${header}`]: value };
        },
      }),
  ),
  each('requests to services stay within the network', {
    of: 'aws_apigatewayv2_integration',
    where: ({ values }) => values.integration_type === 'HTTP_PROXY',
    holds: ({ connection_type, connection_id }) => connection_type === 'VPC_LINK' && connection_id,
    spoil: (values) => {
      values.connection_type = 'INTERNET';
    },
  }),
];

type Bound = { throttling_rate_limit: number; throttling_burst_limit: number };

const bare = ({ rate, burst }: GatewaySettings['throttle']) => ({ rate, burst });

/** A rule that a part of the gateway matches infra/gateway.json. */
function asWritten<Name extends keyof GatewaySettings>(
  title: string,
  part: Name,
  spelled: (settings: GatewaySettings) => GatewaySettings[Name],
): Rule {
  return together(title, {
    violations: (resources) => {
      const found = appliedGateway(resources).settings[part];
      return isDeepStrictEqual(found, spelled(readGatewaySettings())) ? [] : [`${part} is ${JSON.stringify(found)}`];
    },
    spoil: (resources) => {
      const { values } = oneOf(resources, spoiledBy[part].type);
      spoiledBy[part].spoil(values);
    },
  });
}

const spoiledBy: Record<keyof GatewaySettings, { type: string; spoil: (values: Values) => void }> = {
  throttle: {
    type: 'aws_apigatewayv2_stage',
    spoil: ({ route_settings: [first] }) => {
      first.throttling_rate_limit += 1;
    },
  },
  authorizer: {
    type: 'aws_apigatewayv2_authorizer',
    spoil: (values) => {
      values.authorizer_result_ttl_in_seconds += 1;
    },
  },
  cors: { type: 'aws_apigatewayv2_api', spoil: ({ cors_configuration: [cors] }) => cors.allow_headers.pop() },
};
