import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/**
 * A free TCP port on the loopback address, this process's own until it ends: no other caller gets it, not even while the program
 * that listens on it starts or restarts. It is below the range that operating systems use for outgoing connections.
 */
export async function freePort(): Promise<number> {
  const port = randomInt(20_000, 32_000);
  return (await reserve(port)) && (await isFree(port)) ? port : freePort();
}

/** The UDP port of the same number, which nothing here uses, is the reservation: the operating system gives it to one process. */
function reserve(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4').unref();
    socket.once('error', () => {
      socket.close();
      resolve(false);
    });
    socket.bind({ port, address: '127.0.0.1', exclusive: true }, () => resolve(true));
  });
}

export type HeldPort = { port: number /** Frees the port for its next listener. */; release(): Promise<void> };

/** A free port that is kept occupied, refusing every caller, until the program that is to listen on it starts. */
export async function holdPort(): Promise<HeldPort> {
  const port = await freePort();
  const server = createServer((socket) => socket.destroy()).unref();
  const holds = new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false)); // Another program took it first.
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
