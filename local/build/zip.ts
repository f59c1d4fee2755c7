import { zipSync } from 'fflate';

/**
 * Zips files as Lambda requires: world-readable, by path. The same files always give the same bytes, whatever their order, the
 * machine and the time, because Terraform redeploys a function when the hash of its zip changes.
 */
export function zip(files: Record<string, Uint8Array>): Uint8Array {
  const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(sorted), { mtime: earliest, os: unix, attrs: readable, level: 9 });
}

/** The earliest time that a zip can hold, in local time: zips have no time zones. */
const earliest = new Date(1980, 0, 1);
const unix = 3;
/** A regular file, rw-r--r--. */
const readable = (0o100644 << 16) >>> 0;
