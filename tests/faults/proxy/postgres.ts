import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A proxy between the services and PostgreSQL. Whatever it does, PostgreSQL itself stays up. */
export async function startPostgresProxy(port: Promise<number>) {
  const pairs = new Set<{ near: Socket; far: Socket; isDeaf: boolean }>();
  let slownessMilliseconds = 0;

  const server = createServer((near) => {
    void port.then((target) => {
      const far = connect(target, '127.0.0.1');
      const pair = { near, far, isDeaf: false };
      pairs.add(pair);
      const end = () => {
        // The near side of a half-open connection is not told that it has ended.
        if (!pair.isDeaf) near.destroy();
        far.destroy();
        pairs.delete(pair);
      };
      for (const socket of [near, far]) socket.setNoDelay(true).on('error', end).on('close', end);
      const passOn = (from: Socket, to: Socket) => {
        const write = inOrder((bytes) => to.write(bytes));
        from.on('data', (bytes) => {
          if (!pair.isDeaf) write(bytes, slownessMilliseconds);
        });
      };
      passOn(near, far);
      passOn(far, near);
    });
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));

  return {
    port: (server.address() as AddressInfo).port,
    /** Delays everything by this much, in each direction. */
    slowDown(milliseconds: number): void {
      slownessMilliseconds = milliseconds;
    },
    /** Existing connections fall silent without being closed; new ones work. Returns how many there were. */
    halfOpen(): number {
      for (const pair of pairs) pair.isDeaf = true;
      return pairs.size;
    },
    /** Resets every connection in the middle of whatever it is doing. Returns how many there were. */
    cut(): number {
      const count = pairs.size;
      for (const { near, far } of [...pairs]) for (const socket of [near, far]) socket.resetAndDestroy();
      return count;
    },
    async stop(): Promise<void> {
      for (const { near, far } of [...pairs]) for (const socket of [near, far]) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Passes on each chunk after a delay, but never before earlier chunks, even if their delay was longer. */
export function inOrder(write: (bytes: Buffer) => unknown): (bytes: Buffer, milliseconds: number) => void {
  const waiting: { bytes: Buffer; at: number }[] = [];

  function flush(): void {
    while (waiting[0] && waiting[0].at <= performance.now()) write(waiting.shift()?.bytes as Buffer);
    if (waiting[0]) setTimeout(flush, waiting[0].at - performance.now());
  }

  return (bytes, milliseconds) => {
    if (waiting.length === 0 && milliseconds === 0) {
      write(bytes);
      return;
    }
    if (waiting.push({ bytes, at: performance.now() + milliseconds }) === 1) setTimeout(flush, milliseconds);
  };
}
