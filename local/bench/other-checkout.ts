import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StartError } from '../start-error.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');

export type OtherCheckout = { folder: string; label: string; remove(): Promise<void> };

/**
 * Checks out another commit into a temporary folder, with this checkout's packages.
 * @throws StartError when the commit does not exist
 */
export async function checkOut(ref: string): Promise<OtherCheckout> {
  const commit = await git('rev-parse', '--verify', '--short', `${ref}^{commit}`).catch((cause) => {
    throw new StartError(`Unknown commit: ${ref}.`, { cause });
  });
  const temporary = await mkdtemp(join(tmpdir(), 'bench-'));
  const folder = join(temporary, 'checkout');
  const remove = async () => {
    await git('worktree', 'remove', '--force', folder);
    await rm(temporary, { recursive: true, force: true });
  };
  await git('worktree', 'add', '--detach', folder, commit);
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  return { folder, label: `${ref} (${commit})`, remove };
}

const git = async (...args: string[]) => (await run('git', args, { cwd: root })).stdout.trim();
