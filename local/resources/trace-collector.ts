import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readSpans } from '../traces/collected.ts';
import { createTraceStore, type TraceStore } from '../traces/trace-store.ts';
import { waterfall } from '../traces/waterfall.ts';
import { type Serving, serve } from './serve.ts';

const bodyBytesMax = 8 * 1024 * 1024;

export type TraceCollector = Serving &
  TraceStore & {
    /** Where a browser sees an order's traces, with `{orderId}` in it. */
    waterfallUrl: string;
  };

/**
 * Receives spans like an OpenTelemetry collector, as OTLP JSON over HTTP at `/v1/traces`, keeps the latest in memory, and
 * returns those of an order at `/traces?order=<id>`, and as text at `/waterfall?order=<id>`.
 */
export async function startTraceCollector(options: { port?: number; spansMax?: number } = {}): Promise<TraceCollector> {
  const store = createTraceStore(options);
  const server = createServer((request, response) => {
    answer(store, request, response).catch(() => send(response, 400, { message: 'This is not OTLP in JSON' }));
  });
  const serving = await serve(server, { port: options.port ?? 0, release: () => undefined });
  return { ...serving, ...store, waterfallUrl: `${serving.url}/waterfall?order={orderId}` };
}

async function answer(store: TraceStore, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const order = searchParams.get('order');
  if (request.method === 'GET' && pathname === '/traces' && order) return send(response, 200, store.ofOrder(order));
  if (request.method === 'GET' && pathname === '/waterfall' && order) return draw(store, order, response);
  if (request.method !== 'POST' || pathname !== '/v1/traces') return send(response, 404, { message: 'Not Found' });
  const body = await read(request);
  if (body === undefined) return send(response, 413, { message: 'Too large' });
  store.add(readSpans(JSON.parse(body)));
  send(response, 200, { partialSuccess: {} });
}

function draw(store: TraceStore, order: string, response: ServerResponse): void {
  const text = waterfall(store.ofOrder(order)) || 'There is no trace of this order, or it has been dropped.';
  response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' }).end(`${text}\n`);
}

/** The whole body, or undefined if it is too large. */
async function read(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= bodyBytesMax) chunks.push(chunk);
  }
  return bytes > bodyBytesMax ? undefined : Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
