import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * The setting `SIGNING_KEYS` for the private keys (PEM) in a folder. Each file is named after the time from which its key signs, such
 * as `2030-01-31T12-00-00Z.pem`. The first is created here. Adding one rotates keys at the next start; removing one withdraws it.
 */
export function signingKeys(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (keyFiles(folder).length === 0) makeKey(join(folder, '2020-01-01T00-00-00Z.pem'));
  return keyFiles(folder)
    .map((name) => `${pathToFileURL(join(folder, name)).href.replaceAll(',', '%2C').replaceAll('@', '%40')}@${momentOf(name)}`)
    .join(',');
}

const keyFiles = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.pem'));

/** A file with any other name yields an invalid time, which the service reports. */
const momentOf = (name: string) => name.slice(0, -'.pem'.length).replace(/(?<=T\d\d)-(\d\d)-/, ':$1:');

/** Only its owner may read it. */
function makeKey(file: string): void {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
}
