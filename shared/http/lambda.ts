import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import serverless from 'serverless-http';
import { type Fetch, toRequestListener } from './request-listener.ts';

export type LambdaHandler = (event: APIGatewayProxyEventV2, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;

/** Makes a service's app the handler of a Lambda function behind an HTTP API, payload format 2.0. */
export function toLambda({ fetch }: { fetch: Fetch }): LambdaHandler {
  const options = { request: complete, binary: isBinary };
  return serverless(toRequestListener(fetch), options) as LambdaHandler;
}

/** Gives the request that serverless-http made of an event what it lacks. */
function complete(request: IncomingMessage & { body: Buffer }, event: APIGatewayProxyEventV2): void {
  const { headers } = request;
  // The body is whole by now, whatever the caller said of its length.
  headers['content-length'] = String(request.body.length);
  // On the way to a container API Gateway writes its own id and the caller's address over what the caller says; here we do.
  headers['x-request-id'] = event.requestContext.requestId;
  headers['x-client-address'] = event.requestContext.http.sourceIp;
  // node-server reads the raw headers alone, and serverless-http leaves them empty. A header that came twice is joined by commas already.
  request.rawHeaders = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [name, String(value)]));
  request.url = `${escapePath(withoutStage(event))}${event.rawQueryString && `?${event.rawQueryString}`}`;
}

/** Only the stage `$default` is not part of the path. */
function withoutStage({ rawPath, requestContext: { stage } }: APIGatewayProxyEventV2): string {
  const prefix = `/${stage}`;
  if (stage === '$default' || (rawPath !== prefix && !rawPath.startsWith(`${prefix}/`))) return rawPath;
  return rawPath.slice(prefix.length) || '/';
}

/** HTTP APIs decode the path: escapes what cannot stand in one, such as a `?`, and leaves escapes as they are. */
const escapePath = (path: string) =>
  path.toWellFormed().replace(/%(?![0-9a-f]{2})|[^\w.~!$&'()*+,;=:@/%-]+/gi, encodeURIComponent);

const textual = /^(text\/|application\/([\w.-]+\+)?(json|xml|javascript|x-www-form-urlencoded)\b)/i;

/** API Gateway takes bytes as base64 and text as it is. */
const isBinary = (headers: Record<string, string>) =>
  Boolean(headers['content-encoding']) || !textual.test(headers['content-type'] ?? 'text/plain');
