import type { ClientRequest, IncomingMessage } from 'node:http';

/**
 * Gets JSON from an http or https URL. Rejects after `millisecondsMax`, and for every status but 200, redirects included. Uses
 * neither fetch nor an import of node:http, because both load all of fetch, which was most of the authorizer's cold start.
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
