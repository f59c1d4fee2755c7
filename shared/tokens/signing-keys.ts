import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Scheduled } from './key-ring.ts';

/** Where a private key is: in a local PEM file, or in KMS under an id, an ARN or an alias. */
export type KeyLocation = { file: string } | { kmsKeyId: string };

/**
 * The setting that lists the keys that sign access tokens: `<key>@<time>`, separated by commas. The key is a KMS key or
 * `file:/...` (a URL, so that a path may contain commas); the time from which it signs is ISO 8601 in UTC. Reports every
 * problem at once, naming an entry by its position because its content must not be logged.
 */
export const signingKeys = z.string().transform((text, context): Scheduled<KeyLocation>[] => {
  const problem = (message: string) => void context.addIssue({ code: 'custom', message });
  const entries = text.split(',').map((entry) => entry.trim());
  const keys = entries.flatMap((entry, index) => readEntry(entry, (what) => problem(`entry ${index + 1} ${what}`)) ?? []);
  const repeated = (values: readonly unknown[]) => new Set(values.map((value) => JSON.stringify(value))).size < values.length;
  if (repeated(keys.map(({ key }) => key))) problem('a key is listed twice');
  if (repeated(keys.map(({ signsFrom }) => signsFrom))) problem('two keys start signing at the same time');
  if (keys.length === entries.length && keys.every(({ signsFrom }) => signsFrom > Date.now())) problem('no key signs yet');
  return keys;
});

function readEntry(entry: string, problem: (what: string) => void): Scheduled<KeyLocation> | undefined {
  const at = entry.lastIndexOf('@');
  if (at === -1) return void problem('is not <key>@<time>');
  const [key, moment] = [readLocation(entry.slice(0, at)), z.iso.datetime().safeParse(entry.slice(at + 1)).data];
  if (!key) problem('names no key: it must be a KMS key, or file:/... with the path of a PEM file');
  if (!moment) problem('has no UTC time such as 2030-01-31T12:00:00Z');
  return key && moment ? { key, signsFrom: Date.parse(moment) } : undefined;
}

function readLocation(text: string): KeyLocation | undefined {
  if (!text.startsWith('file:')) return /^[\w:/-]{1,256}$/.test(text) ? { kmsKeyId: text } : undefined;
  try {
    // Without the slash, the URL parser would read a different path from the one that was written.
    return text.startsWith('file:/') ? { file: fileURLToPath(text) } : undefined;
  } catch {
    // Not a local path.
    return undefined;
  }
}
