import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Jest's global set-up: bundles and zips as `npm run build` makes them, for Terraform deploys those. Prints their sizes. */
export default function build(): void {
  execFileSync(process.execPath, ['local/build.ts'], { cwd: join(import.meta.dirname, '../../..'), stdio: 'inherit' });
}
