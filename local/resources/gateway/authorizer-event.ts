import type { IncomingMessage } from 'node:http';
import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';
import type { RouteMatch } from './match-route.ts';

const accountId = '123456789012';
const apiId = 'local';

/** The event that API Gateway sends to an HTTP API's Lambda authorizer: type REQUEST, payload format version 2.0. */
export function authorizerEvent(
  request: IncomingMessage,
  { route, pathParameters }: RouteMatch,
  { requestId, identitySource }: { requestId: string; identitySource: string[] },
): APIGatewayRequestAuthorizerEventV2 {
  const [rawPath = '/', rawQueryString = ''] = (request.url ?? '/').split(/\?(.*)/s);
  const { cookie, ...headers } = joined(pairs(request.rawHeaders));
  const method = request.method ?? 'GET';
  return {
    version: '2.0',
    type: 'REQUEST',
    routeArn: `arn:aws:execute-api:us-east-1:${accountId}:${apiId}/$default/${method}${rawPath}`,
    identitySource,
    routeKey: route.routeKey,
    rawPath,
    rawQueryString,
    cookies: cookie ? cookie.split(/[;,] ?/) : [],
    headers,
    ...(rawQueryString && { queryStringParameters: joined(new URLSearchParams(rawQueryString)) }),
    requestContext: requestContext(request, { requestId, routeKey: route.routeKey, method, path: rawPath }),
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
  };
}

function requestContext(
  request: IncomingMessage,
  { requestId, routeKey, method, path }: { requestId: string; routeKey: string; method: string; path: string },
): APIGatewayRequestAuthorizerEventV2['requestContext'] {
  const now = new Date();
  const domainName = (request.headers.host ?? 'localhost').replace(/:\d+$/, '');
  return {
    accountId,
    apiId,
    domainName,
    domainPrefix: domainName.split('.')[0] ?? domainName,
    http: {
      method,
      path,
      protocol: `HTTP/${request.httpVersion}`,
      sourceIp: request.socket.remoteAddress ?? '',
      userAgent: request.headers['user-agent'] ?? '',
    },
    requestId,
    routeKey,
    stage: '$default',
    time: commonLogTime(now),
    timeEpoch: now.getTime(),
  };
}

/** Lower-cased names; repeated values are joined by commas, as API Gateway does for headers and query parameters. */
function joined(entries: Iterable<[string, string]>): Record<string, string> {
  const values: Record<string, string> = Object.create(null);
  for (const [name, value] of entries) values[name] = values[name] === undefined ? value : `${values[name]},${value}`;
  return { ...values };
}

function* pairs(rawHeaders: string[]): Iterable<[string, string]> {
  for (let i = 0; i < rawHeaders.length; i += 2) yield [(rawHeaders[i] ?? '').toLowerCase(), rawHeaders[i + 1] ?? ''];
}

/** `12/Mar/2020:19:03:58 +0000` */
function commonLogTime(date: Date): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(date.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}
