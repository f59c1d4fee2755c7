// The emulator as a separate process: its data survive SIGKILL, and it does not block our thread.
import { Server } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { startFauxqs } from 'fauxqs';
import { startCloudwatch } from './cloudwatch.ts';

// It always listens on every address of the machine, so we override that.
const listen = Server.prototype.listen;
Server.prototype.listen = function (this: Server, options: object, ...rest: unknown[]) {
  return Reflect.apply(listen, this, [{ ...options, host: '127.0.0.1' }, ...rest]);
} as typeof listen;

// It syncs its file to disk, blocking, for every message it takes, delivers or deletes. With a write-ahead log the data survive
// the end of the process without that; only a power failure could lose the last moments.
const exec = DatabaseSync.prototype.exec;
DatabaseSync.prototype.exec = function (this: DatabaseSync, statement: string) {
  const opens = statement.includes('journal_mode = WAL');
  // No other process uses the file, so its lock is taken once and not for every statement.
  if (opens) exec.call(this, 'PRAGMA locking_mode = EXCLUSIVE');
  exec.call(this, statement);
  if (opens) exec.call(this, 'PRAGMA synchronous = NORMAL');
};

// Its own program (dist/server.js) does the same, but logs every request.
const { inspectQueue } = await startFauxqs({
  dataDir: String(process.env.DATA_FOLDER),
  port: Number(process.env.PORT),
  logger: false,
});
Server.prototype.listen = listen;

// In this process, because nothing else can see the messages without receiving or copying all of them.
await startCloudwatch({ inspectQueue, port: Number(process.env.CLOUDWATCH_PORT) });
console.log('ready');
