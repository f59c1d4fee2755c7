import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Moto } from './moto.ts';

/** What an account still holds, by kind and name. What AWS has in every account from the start is not counted. */
export async function leftovers({ env }: Moto): Promise<string[]> {
  const options = { env: { PATH: process.env.PATH, ...env } };
  const { stdout } = await promisify(execFile)('python3', [join(import.meta.dirname, '..', 'leftovers.py')], options);
  return stdout.split('\n').filter(Boolean);
}
