import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Makes the keys that sign one after the other, each named after the time from which it signs. */
export function makeKeys(folder: string, afterSeconds: readonly number[]): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const moments = [new Date('2020-01-01T00:00:00Z'), ...afterSeconds.map((seconds) => new Date(Date.now() + seconds * 1000))];
  for (const moment of moments) {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const name = `${moment.toISOString().slice(0, 19).replaceAll(':', '-')}Z.pem`;
    writeFileSync(join(folder, name), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  }
}

/** How many seconds after now each further key begins to sign, so that some do during the faults however long the start takes. */
export function rotationsWithin(seconds: number, everySeconds: number): number[] {
  return Array.from({ length: Math.ceil(seconds / everySeconds) }, (_, index) => (index + 1) * everySeconds);
}
