import type { IncomingMessage, ServerResponse } from 'node:http';
import { S3Error } from './s3-error.ts';

/** The bucket's CORS rules. Any origin may use them: the form is signed, and there are no cookies. */
export type Cors = { allowMethods: string[]; allowHeaders: string[]; exposeHeaders: string[]; maxAgeSeconds: number };

/** Lets pages of other origins read the response. */
export function allowOrigin(request: IncomingMessage, response: ServerResponse, { exposeHeaders }: Cors): void {
  if (request.headers.origin === undefined) return;
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-expose-headers', exposeHeaders.join(', '));
}

/** Answers a browser's preflight request. @throws S3Error when the request is not allowed */
export function answerPreflight({ headers }: IncomingMessage, response: ServerResponse, cors: Cors): void {
  const asked = String(headers['access-control-request-headers'] ?? '').toLowerCase();
  const areAllowed = asked.split(/\s*,\s*/).every((name) => name === '' || cors.allowHeaders.includes(name));
  if (!areAllowed || !cors.allowMethods.includes(String(headers['access-control-request-method']))) {
    throw new S3Error(403, 'AccessForbidden', 'CORSResponse: This CORS request is not allowed.');
  }
  response.setHeader('access-control-allow-methods', cors.allowMethods.join(', '));
  response.setHeader('access-control-allow-headers', cors.allowHeaders.join(', '));
  response.setHeader('access-control-max-age', cors.maxAgeSeconds);
  response.writeHead(200).end();
}
