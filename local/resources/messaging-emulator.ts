// The emulator as a process of its own: it keeps its data through SIGKILL, and every request is served off our thread.
import { Server } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { startFauxqs } from 'fauxqs';

// It would listen on every address of the machine and cannot be told otherwise.
const listen = Server.prototype.listen;
Server.prototype.listen = function (this: Server, options: object, ...rest: unknown[]) {
  return Reflect.apply(listen, this, [{ ...options, host: '127.0.0.1' }, ...rest]);
} as typeof listen;

// It syncs its file to the disk at every message it takes, hands out or deletes, and does nothing else meanwhile. With a
// write-ahead log the data survive the end of the process without that; only a power failure could cost the last moments.
const exec = DatabaseSync.prototype.exec;
DatabaseSync.prototype.exec = function (this: DatabaseSync, statement: string) {
  exec.call(this, statement);
  if (statement.includes('journal_mode = WAL')) exec.call(this, 'PRAGMA synchronous = NORMAL');
};

// Its own program (dist/server.js) does no more than this, but logs every request.
await startFauxqs({ dataDir: String(process.env.DATA_FOLDER), port: Number(process.env.PORT), logger: false });
console.log('ready');
