import { zipSync } from 'fflate';

/**
 * Zips files as Lambda wants them: readable for everybody, by their paths. The same files give the same bytes, in whatever
 * order they come, on any machine and at any time, because Terraform deploys a function anew when the hash of its zip changes.
 */
export function zip(files: Record<string, Uint8Array>): Uint8Array {
  const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(sorted), { mtime: earliest, os: unix, attrs: readable, level: 9 });
}

/** The first moment that a zip can tell, by the clock on the wall: zips know no time zones. */
const earliest = new Date(1980, 0, 1);
const unix = 3;
/** A plain file, rw-r--r--. */
const readable = (0o100644 << 16) >>> 0;
