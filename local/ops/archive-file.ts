import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { RefusedError } from './asking.ts';

export type ArchiveFile = ReturnType<typeof openArchive>;

/** An order as it is saved: its id comes first in the line, whatever follows. Its events are those that archiving removes. */
export type Saved = { orderId: string; events: readonly { id: string }[] };

/**
 * Opens an archive, or creates one that only its owner can read: it holds names and addresses. It has one order per line, as JSON. If
 * an interruption cut off the last line, the rest of it is removed; its order has not been archived yet.
 * @throws RefusedError if the file cannot be written, or is something else
 */
export function openArchive(path: string) {
  const file = open(path);
  const size = fstatSync(file).size;
  const { lines, torn, tornBytes } = tailOf(file, size);
  const isOurs = lines.at(-1)?.startsWith(start) ?? true;
  if (!isOurs || !start.startsWith(torn.slice(0, start.length))) {
    closeSync(file);
    throw new RefusedError(`${path} is not an archive of orders.`);
  }
  ftruncateSync(file, size - tornBytes);
  if (size === 0) flushFolderOf(path);

  return {
    /** The orders that were saved last, at most this many. */
    latest: (count: number): Saved[] => lines.slice(-count).map((line) => JSON.parse(line) as Saved),

    /** Appends orders. They are on the disk when this returns. */
    append(orders: readonly Saved[]): void {
      writeFileSync(file, orders.map(({ orderId, ...rest }) => `${JSON.stringify({ orderId, ...rest })}\n`).join(''));
      fsyncSync(file);
    },

    close: (): void => closeSync(file),
  };
}

const start = '{"orderId":"';

function open(path: string): number {
  try {
    return openSync(path, 'a+', 0o600);
  } catch (cause) {
    throw new RefusedError(`${path} cannot be written: ${(cause as NodeJS.ErrnoException).code}`, { cause });
  }
}

/** A new file survives a power failure only if its folder's entry does. */
function flushFolderOf(path: string): void {
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/** The last lines, enough for several batches, and what follows the last line break, which may end within a character. */
function tailOf(file: number, size: number): { lines: string[]; torn: string; tornBytes: number } {
  for (let wanted = tailBytes; ; wanted *= 2) {
    const bytes = Buffer.alloc(Math.min(wanted, size));
    readSync(file, bytes, 0, bytes.length, size - bytes.length);
    const lines = bytes.toString('utf8').split('\n');
    const torn = lines.pop() ?? '';
    const tornBytes = bytes.length - (bytes.lastIndexOf('\n') + 1);
    if (bytes.length === size) return { lines, torn, tornBytes };
    // The first one may have begun before these bytes.
    if (lines.length > tailLines) return { lines: lines.slice(1), torn, tornBytes };
  }
}

const tailBytes = 1024 * 1024;
const tailLines = 20;
