import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { errorDocument, S3Error } from './s3-error.ts';
import { sendOn, type Upstream } from './upstream.ts';

/** The headers that CloudFront's managed security policy adds. */
const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'referrer-policy': 'strict-origin-when-cross-origin',
};

/** No path traversal and nothing encoded: picture names need neither. */
const picturePath = /^\/media(\/[\w-][\w.-]*)+$/;

/**
 * Serves a bucket's objects under `/media/`, as CloudFront does from a private bucket: single objects by name with their
 * stored headers, and no listing.
 */
export function createMediaOrigin(upstream: Upstream, bucket: string): RequestListener {
  return (request, response) => {
    serve(request, response, { upstream, bucket }).catch((error) => {
      console.error('A picture could not be served:', error);
      refuse(response, new S3Error(502, 'BadGateway', 'The bucket cannot be reached'));
    });
  };
}

type Origin = { upstream: Upstream; bucket: string };

async function serve(request: IncomingMessage, response: ServerResponse, { upstream, bucket }: Origin): Promise<void> {
  const { method = 'GET', url = '/', headers } = request;
  request.resume();
  if (method !== 'GET' && method !== 'HEAD') return refuse(response, notAllowed());
  const [path = ''] = url.split('?', 1);
  if (!picturePath.test(path)) return refuse(response, noSuchKey());
  const range = headers.range === undefined ? {} : { range: headers.range };
  const answer = await upstream.ask({ method, path: `/${bucket}${path}`, headers: range });
  if (answer.statusCode === 404) {
    answer.resume();
    return refuse(response, noSuchKey());
  }
  const { etag, 'last-modified': lastModified, 'cache-control': cacheControl } = answer.headers;
  if (isFresh(headers['if-none-match'], etag)) {
    answer.destroy();
    response.writeHead(304, { etag, 'last-modified': lastModified, 'cache-control': cacheControl, ...securityHeaders }).end();
    return;
  }
  sendOn(answer, response, { ...answer.headers, 'accept-ranges': 'bytes', ...securityHeaders });
}

/** Whether the client already has the picture (RFC 9110, section 13.1.2). */
function isFresh(ifNoneMatch: string | undefined, etag: string | undefined): boolean {
  const known = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return known.includes('*') || (etag !== undefined && known.includes(etag));
}

function refuse(response: ServerResponse, error: S3Error): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(error.status, { 'content-type': 'application/xml', ...securityHeaders }).end(errorDocument(error, 'local'));
}

const noSuchKey = () => new S3Error(404, 'NoSuchKey', 'The specified key does not exist.');
const notAllowed = () =>
  new S3Error(403, 'MethodNotAllowed', 'This distribution is not configured to allow the HTTP request method.');
