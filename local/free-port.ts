import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * A port of the loopback address on which nobody listens. It lies below the range that operating systems take the ports of
 * outgoing connections from, so it is still free by the time the program that is told to use it gets round to it.
 */
export async function freePort(): Promise<number> {
  const port = randomInt(20_000, 32_000);
  return (await isFree(port)) ? port : freePort();
}

export type HeldPort = { port: number /** Lets go of it, for whoever listens on it next. */; release(): Promise<void> };

/** A free port that is kept from others, by turning every caller away, until the program that is to listen on it is there. */
export async function holdPort(): Promise<HeldPort> {
  const port = await freePort();
  const server = createServer((socket) => socket.destroy()).unref();
  const holds = new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false)); // Somebody was faster.
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
  if (!(await holds)) return holdPort();
  return { port, release: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Whether one could listen on a port of the loopback address right now. */
export async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const listens = new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
  if (!(await listens)) return false;
  await new Promise((resolve) => server.close(resolve));
  return true;
}
