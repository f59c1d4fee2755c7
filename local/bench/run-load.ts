import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Job, LoadResult } from './load-generator.ts';

const run = promisify(execFile);

/** Sends a job's requests from a separate process, so that their cost is not counted as the system's. */
export async function runLoad(job: Job, signal: AbortSignal): Promise<LoadResult> {
  const generator = join(import.meta.dirname, 'load-generator.ts');
  const { stdout } = await run(process.execPath, [generator, JSON.stringify(job)], { signal });
  return JSON.parse(stdout) as LoadResult;
}
