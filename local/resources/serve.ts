import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Serving = { url: string; stop(): Promise<void> };

const drainSeconds = 5;
const idleConnectionSeconds = 65;

/**
 * Listens on `port` (0: any free one). Rejects with the system's error, whose `code` says why (`EADDRINUSE`). `stop` accepts no
 * more connections, lets requests in flight finish, and closes what is left after 5 seconds. `release` frees what the server
 * was using, once it has stopped or could not start.
 */
export async function serve(
  server: Server,
  { port, host = '127.0.0.1', release }: { port: number; host?: string; release: () => void },
): Promise<Serving> {
  // Longer than any of our clients keeps a pooled connection, so that no request hits one that is being closed.
  server.keepAliveTimeout = idleConnectionSeconds * 1000;
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    release();
    throw error;
  }
  const { port: bound } = server.address() as AddressInfo;
  return { url: `http://${host}:${bound}`, stop: () => drain(server).finally(release) };
}

async function drain(server: Server): Promise<void> {
  // A connection that was busy when close() was called becomes idle later and would stay open for its keep-alive time.
  const sweep = setInterval(() => server.closeIdleConnections(), 20);
  const cut = setTimeout(() => server.closeAllConnections(), drainSeconds * 1000);
  await new Promise((stopped) => server.close(stopped));
  clearInterval(sweep);
  clearTimeout(cut);
}
