import type { Socket } from 'node:net';

/**
 * Reports a broken connection to postgres.js when it closes, and only then. postgres.js 3.4 rejects its pending statements on
 * the socket's `error` but not on the `close` that follows, so a statement started between the two stays pending: it hangs, or
 * the next connection resolves it with no rows, or with those of another statement.
 *
 * A statement still in its write buffer when the connection closes has a second effect: the buffer is never flushed again, and
 * the next connection sends nothing. Such a connection is closed at once, which adds to the buffer until it is flushed.
 */
export function failAtClose(socket: Socket): Socket {
  let error: Error | undefined;
  let isMute = false;
  let fail: (error: Error) => void = () => undefined;
  const on = socket.on.bind(socket);
  const writtenBefore = socket.bytesWritten;

  on('error', (broken) => {
    error = broken;
  });
  // The startup message is written one turn of the event loop after postgres.js has received the socket.
  setImmediate(() =>
    setImmediate(() => {
      isMute = socket.bytesWritten === writtenBefore;
      if (isMute) socket.destroy();
    }),
  );
  const closing = (closed: (hadError: boolean) => void) => () => {
    // A mute connection has sent nothing; its first statement waits for the next one.
    if (!isMute) fail(error ?? hungUp());
    closed(error !== undefined);
  };
  // postgres.js registers its error listener, then its close listener. Later ones do not concern us.
  socket.on = (name: string, listener: never) => {
    if (name === 'error') fail = listener;
    else if (name === 'close') {
      socket.on = on;
      on(name, closing(listener));
    } else on(name, listener);
    return socket;
  };
  return socket;
}

const hungUp = () => Object.assign(new Error('PostgreSQL has hung up'), { code: 'ECONNRESET' });
