import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * A free port on the loopback address. It is below the range that operating systems use for outgoing connections, so it is
 * still free when the program that gets it starts listening.
 */
export async function freePort(): Promise<number> {
  const port = randomInt(20_000, 32_000);
  return (await isFree(port)) ? port : freePort();
}

export type HeldPort = { port: number /** Frees the port for its next listener. */; release(): Promise<void> };

/** A free port that is kept occupied, refusing every caller, until the program that is to listen on it starts. */
export async function holdPort(): Promise<HeldPort> {
  const port = await freePort();
  const server = createServer((socket) => socket.destroy()).unref();
  const holds = new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false)); // Another program was faster.
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
  if (!(await holds)) return holdPort();
  return { port, release: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Whether a port on the loopback address is free right now. */
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
