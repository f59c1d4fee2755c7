import type { IncomingMessage } from 'node:http';

/** Headers that belong to one connection (RFC 9110, section 7.6.1) and must not be forwarded. */
const hopByHop = new Set(
  'connection keep-alive proxy-authenticate proxy-authorization proxy-connection te trailer transfer-encoding upgrade expect'.split(
    ' ',
  ),
);

/** Headers that the gateway sets itself: only the gateway knows these facts, so a client's own values are dropped. */
const saidByGateway = new Set(
  'host content-length x-request-id x-client-address forwarded via x-forwarded-for x-forwarded-host x-forwarded-proto x-forwarded-port'.split(
    ' ',
  ),
);

const saidWithTrace = new Set([...saidByGateway, 'traceparent']);

/** What the gateway tells the service beyond the request itself; `traceparent` only if the gateway traces. */
export type Told = { host: string; requestId: string; traceparent?: string | undefined };

/** The flat name-value list for the service. HTTP APIs send `Forwarded` and `Via`; the ALB adds `X-Forwarded-*`. */
export function headersForService(request: IncomingMessage, { host, requestId, traceparent }: Told): string[] {
  const clientAddress = request.socket.remoteAddress ?? '';
  const clientHost = request.headers.host ?? '';
  return [
    ...['host', host, 'x-request-id', requestId, 'x-client-address', clientAddress, 'via', 'HTTP/1.1 AmazonAPIGateway'],
    ...['forwarded', `by=${request.socket.localAddress};for=${clientAddress};host=${clientHost};proto=http`],
    ...['x-forwarded-for', clientAddress, 'x-forwarded-proto', 'http', 'x-forwarded-host', clientHost],
    ...(traceparent ? ['traceparent', traceparent] : []),
    ...framing(request),
    ...endToEnd(request, traceparent ? saidWithTrace : saidByGateway),
  ];
}

/** The headers for the client, in pairs. */
export function* headersForClient(answer: IncomingMessage, requestId: string): Iterable<[string, string]> {
  const headers = endToEnd(answer, nothing);
  for (let i = 0; i < headers.length; i += 2) yield [headers[i] as string, headers[i + 1] as string];
  yield ['apigw-requestid', requestId];
}

export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

const nothing = new Set<string>();

function endToEnd({ rawHeaders, headers }: IncomingMessage, replaced: Set<string>): string[] {
  const listed = connectionOptions(headers.connection);
  const kept: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = (rawHeaders[i] as string).toLowerCase();
    if (hopByHop.has(name) || replaced.has(name) || listed.has(name)) continue;
    kept.push(name, rawHeaders[i + 1] as string);
  }
  return kept;
}

function connectionOptions(connection: string | undefined): Set<string> {
  if (connection === undefined || connection === 'keep-alive' || connection === 'close') return nothing;
  return new Set(connection.split(',').map((option) => option.trim().toLowerCase()));
}

/** Rebuilt from the parsed request, never copied: a client must not be able to disguise where its request ends. */
function framing(request: IncomingMessage): string[] {
  if (request.headers['transfer-encoding'] !== undefined) return ['transfer-encoding', 'chunked'];
  const length = request.headers['content-length'];
  if (length !== undefined) return ['content-length', length];
  return request.method === 'GET' || request.method === 'HEAD' ? [] : ['content-length', '0'];
}
