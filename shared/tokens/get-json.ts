import type { ClientRequest, IncomingMessage } from 'node:http';

/**
 * Reads JSON from an address of http or https. Rejects after so many milliseconds, and for anything but a 200, a redirect too.
 * Not with fetch, nor with an import of node:http, either of which makes Node load all of fetch: that was most of what the
 * authorizer's first answer took.
 */
export async function getJson(url: string, millisecondsMax: number): Promise<unknown> {
  const request = get(url);
  const timer = setTimeout(() => request.destroy(new Error(`took longer than ${millisecondsMax} ms`)), millisecondsMax);
  try {
    return JSON.parse(await bodyOf(request));
  } finally {
    clearTimeout(timer);
    request.destroy();
  }
}

function get(url: string): ClientRequest {
  const { get } = process.getBuiltinModule(url.startsWith('https:') ? 'node:https' : 'node:http');
  return get(url, { agent: false });
}

function bodyOf(request: ClientRequest): Promise<string> {
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response: IncomingMessage) => {
      if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}`));
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk)).on('error', reject);
      response.on('end', () => resolve(Buffer.concat(chunks).toString()));
    });
  });
}
