import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Jest's global setup: bundles and zips like `npm run build`, because Terraform deploys those. Prints their sizes. `.ci/run`
 * builds once for all.
 */
export default function build(): void {
  if (process.env.DIST_IS_BUILT) return;
  execFileSync(process.execPath, ['local/build.ts'], { cwd: join(import.meta.dirname, '../../..'), stdio: 'inherit' });
}
