import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Job, Outcome } from './load-generator.ts';

const run = promisify(execFile);

/** Sends a job's requests from a process of its own, so that what they cost there is not taken for the system's. */
export async function runLoad(job: Job, signal: AbortSignal): Promise<Outcome> {
  const generator = join(import.meta.dirname, 'load-generator.ts');
  const { stdout } = await run(process.execPath, [generator, JSON.stringify(job)], { signal });
  return JSON.parse(stdout) as Outcome;
}
