import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Moto } from './moto.ts';

/** What an account still contains, by kind and name, without what every AWS account has from the start. */
export async function leftovers({ env }: Moto): Promise<string[]> {
  const options = { env: { PATH: process.env.PATH, ...env } };
  const { stdout } = await promisify(execFile)('python3', [join(import.meta.dirname, '..', 'leftovers.py')], options);
  return stdout.split('\n').filter(Boolean);
}
