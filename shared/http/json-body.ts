import type { Context, MiddlewareHandler } from 'hono';
import { ProblemError } from '#shared/errors/problem.ts';
import type { ProblemType } from '#shared/errors/problem-types.ts';
import type { ServiceEnv } from './service-env.ts';
import { parseStrictJson } from './strict-json.ts';

const bodyBytesMax = 64 * 1024;

/**
 * Reads the body of a route that has one: JSON, never compressed (so it is no larger than it looks), and at most 64 KB, counted
 * as it arrives, whatever Content-Length said.
 */
export const readJsonBody: MiddlewareHandler<ServiceEnv> = async (c, next) => {
  refuseOtherThanJson(c);
  keep(c, parseStrictJson(await readBytes(c.req.raw)).text);
  await next();
};

/** The same for a body that may be left out, which is read as an empty object, whatever its headers say. */
export const readOptionalJsonBody: MiddlewareHandler<ServiceEnv> = async (c, next) => {
  const bytes = await readBytes(c.req.raw);
  if (bytes.length > 0) {
    refuseOtherThanJson(c);
    keep(c, parseStrictJson(bytes).text);
  } else {
    keep(c, '{}');
    // `curl -d ''` sends the type of a form, which the validators would refuse.
    c.req.raw.headers.set('content-type', 'application/json');
  }
  await next();
};

function refuseOtherThanJson(c: Context<ServiceEnv>): void {
  const encoding = c.req.header('content-encoding');
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw refusal(415, 'unsupported-encoding', 'The body must not be compressed', { 'accept-encoding': 'identity' });
  }
  if (!/^application\/(merge-patch\+)?json\s*(;|$)/i.test(c.req.header('content-type') ?? '')) {
    throw refusal(415, 'unsupported-media-type', 'The body must be application/json');
  }
}

/** The validators look here first. Hono keeps promises in this cache, although its types say otherwise. */
function keep(c: Context<ServiceEnv>, text: string): void {
  Object.assign(c.req.bodyCache, { text: Promise.resolve(text) });
}

function refusal(status: number, slug: ProblemType, title: string, headers: Record<string, string> = {}): ProblemError {
  return new ProblemError(status, slug, { title, headers });
}

const tooLarge = () => refusal(413, 'body-too-large', 'The body is larger than 64 KB');

async function readBytes(request: Request): Promise<Uint8Array> {
  const length = request.headers.get('content-length');
  if (Number(length ?? 0) > bodyBytesMax) throw tooLarge();
  try {
    // A body with Content-Length cannot be longer than that: the HTTP parser enforces it.
    const bytes = length === null ? await readStream(request.body) : new Uint8Array(await request.arrayBuffer());
    if (bytes.length > bodyBytesMax) throw tooLarge();
    return bytes;
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause;
    throw new ProblemError(400, 'bad-request', { title: 'The body ended early', cause });
  }
}

/** Stops at the limit and leaves the rest unread: cancelling would close the connection before the answer is sent. */
async function readStream(body: ReadableStream<Uint8Array> | null): Promise<Uint8Array> {
  const reader = body?.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done = true, value } = (await reader?.read()) ?? {};
    if (done || !value) return Buffer.concat(chunks);
    chunks.push(value);
    bytes += value.length;
    if (bytes > bodyBytesMax) throw tooLarge();
  }
}
