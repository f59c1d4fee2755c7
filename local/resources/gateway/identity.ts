import type { IncomingMessage } from 'node:http';

/**
 * The values of an authorizer's identity sources in a request: `$request.header.Authorization`, `$request.querystring.key`,
 * `$context.routeKey`. Undefined when one is missing or empty; API Gateway then refuses without calling the authorizer.
 */
export function identityOf(sources: readonly string[], request: IncomingMessage, routeKey: string): string[] | undefined {
  const values = sources.map((source) => sourceValue(source, request, routeKey));
  return values.every((value) => value !== '') ? values : undefined;
}

function sourceValue(source: string, { rawHeaders, url = '/' }: IncomingMessage, routeKey: string): string {
  const [, kind, name = ''] = /^\$(request\.header|request\.querystring|context)\.([\w-]+)$/.exec(source) ?? [];
  if (kind === 'request.header') return headerValues(rawHeaders, name.toLowerCase()).join(',');
  if (kind === 'request.querystring') return new URLSearchParams(url.split('?', 2)[1]).getAll(name).join(',');
  if (kind === 'context' && name === 'routeKey') return routeKey;
  throw new Error(`The stand-in does not know the identity source '${source}'`);
}

/** Uses the raw headers, because Node keeps only the first of several Authorization headers while API Gateway joins them. */
function headerValues(rawHeaders: string[], name: string): string[] {
  return rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === name);
}
