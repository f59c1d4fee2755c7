import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Jest's global setup: bundles and zips like `npm run build`, because Terraform deploys those. Prints their sizes. */
export default function build(): void {
  execFileSync(process.execPath, ['local/build.ts'], { cwd: join(import.meta.dirname, '../../..'), stdio: 'inherit' });
}
