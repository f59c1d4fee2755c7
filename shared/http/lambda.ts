import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import serverless from 'serverless-http';
import { type Fetch, toRequestListener } from './request-listener.ts';

export type LambdaHandler = (event: APIGatewayProxyEventV2, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;

/** Turns a service's app into a Lambda handler behind an HTTP API, payload format 2.0. */
export function toLambda({ fetch }: { fetch: Fetch }): LambdaHandler {
  const options = { request: complete, binary: isBinary };
  return serverless(toRequestListener(fetch), options) as LambdaHandler;
}

/** Adds what serverless-http leaves out of the request it makes from an event. */
function complete(request: IncomingMessage & { body: Buffer }, event: APIGatewayProxyEventV2): void {
  const { headers } = request;
  // The body is complete by now, whatever Content-Length the caller sent.
  headers['content-length'] = String(request.body.length);
  // In front of a container, API Gateway overwrites these two with its own request id and the client's address. Here we do.
  headers['x-request-id'] = event.requestContext.requestId;
  headers['x-client-address'] = event.requestContext.http.sourceIp;
  // node-server reads only the raw headers, and serverless-http leaves them empty. Repeated headers are already joined by
  // commas.
  request.rawHeaders = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [name, String(value)]));
  request.url = `${escapePath(withoutStage(event))}${event.rawQueryString && `?${event.rawQueryString}`}`;
}

/** Every stage but `$default` is part of the path. */
function withoutStage({ rawPath, requestContext: { stage } }: APIGatewayProxyEventV2): string {
  const prefix = `/${stage}`;
  if (stage === '$default' || (rawPath !== prefix && !rawPath.startsWith(`${prefix}/`))) return rawPath;
  return rawPath.slice(prefix.length) || '/';
}

/** HTTP APIs decode the path: escapes again what a path cannot contain, such as `?`, and keeps existing escapes. */
const escapePath = (path: string) =>
  path.toWellFormed().replace(/%(?![0-9a-f]{2})|[^\w.~!$&'()*+,;=:@/%-]+/gi, encodeURIComponent);

const textual = /^(text\/|application\/([\w.-]+\+)?(json|xml|javascript|x-www-form-urlencoded)\b)/i;

/** API Gateway expects binary bodies as base64 and text as it is. */
const isBinary = (headers: Record<string, string>) =>
  Boolean(headers['content-encoding']) || !textual.test(headers['content-type'] ?? 'text/plain');
