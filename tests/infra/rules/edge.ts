import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appliedGateway } from '../support/applied-stack.ts';
import { each, oneOf, type Rule, together } from './rule.ts';

type Bound = { throttling_rate_limit: number; throttling_burst_limit: number };
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
  each('services learn the gateway’s request id, whatever the caller says', {
    of: 'aws_apigatewayv2_integration',
    where: ({ values }) => values.connection_type === 'VPC_LINK',
    holds: ({ request_parameters }) => request_parameters?.['overwrite:header.x-request-id'] === '$context.requestId',
    spoil: (values) => {
      values.request_parameters = {};
    },
  }),
  each('requests to services stay within the network', {
    of: 'aws_apigatewayv2_integration',
    where: ({ values }) => values.integration_type === 'HTTP_PROXY',
    holds: ({ connection_type, connection_id }) => connection_type === 'VPC_LINK' && connection_id,
    spoil: (values) => {
      values.connection_type = 'INTERNET';
    },
  }),
];
