import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export type Registry = {
  /** Host and port. */
  host: string;
  /** The pushed manifests, by repository and tag, as received. */
  manifests: Map<string, { config: { digest: string }; layers: { digest: string; size: number }[] }>;
  /** Contents by digest. */
  blobs: Map<string, Buffer>;
  stop(): Promise<void>;
};

const uploadPath = /^\/v2\/(.+)\/blobs\/uploads\/([\w-]*)$/;
const blobPath = /^\/v2\/.+\/blobs\/(sha256:[0-9a-f]{64})$/;
const manifestPath = /^\/v2\/(.+)\/manifests\/([\w.-]+)$/;

/** The part of the OCI distribution protocol that a push needs, for the user AWS with one password. */
export async function startRegistry(password: string): Promise<Registry> {
  const manifests: Registry['manifests'] = new Map();
  const blobs: Registry['blobs'] = new Map();
  const uploads = new Map<string, Buffer>();
  const authorization = `Basic ${Buffer.from(`AWS:${password}`).toString('base64')}`;

  function answer(request: IncomingMessage, body: Buffer): { status: number; headers?: Record<string, string> } {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://registry');
    if (request.headers.authorization !== authorization)
      return { status: 401, headers: { 'www-authenticate': 'Basic realm="ecr"' } };
    const [, repository, upload] = pathname.match(uploadPath) ?? [];
    if (repository !== undefined && upload !== undefined) {
      const id = upload || randomUUID();
      const content = Buffer.concat([uploads.get(id) ?? Buffer.alloc(0), body]);
      uploads.set(id, content);
      const headers = { location: `/v2/${repository}/blobs/uploads/${id}`, range: `0-${Math.max(content.length - 1, 0)}` };
      if (request.method !== 'PUT') return { status: 202, headers };
      const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
      if (digest !== searchParams.get('digest')) return { status: 400 };
      blobs.set(digest, content);
      return { status: 201, headers: { location: `/v2/${repository}/blobs/${digest}`, 'docker-content-digest': digest } };
    }
    const blob = blobs.get(pathname.match(blobPath)?.[1] ?? '');
    if (blob) return { status: 200, headers: { 'content-length': String(blob.length) } };
    const [, name, tag] = pathname.match(manifestPath) ?? [];
    if (name && tag && request.method === 'PUT') {
      manifests.set(`${name}:${tag}`, JSON.parse(body.toString()));
      return { status: 201, headers: { 'docker-content-digest': `sha256:${createHash('sha256').update(body).digest('hex')}` } };
    }
    return { status: pathname === '/v2/' ? 200 : 404 };
  }

  const server = createServer(async (request, response) => {
    const { status, headers } = answer(request, await buffer(request));
    response.writeHead(status, headers).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    manifests,
    blobs,
    stop: async () => {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}
