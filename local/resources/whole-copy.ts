import { execFile } from 'node:child_process';
import { lstat, mkdtemp, readdir, readlink, rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Makes a world-readable copy of a folder, unless a complete one exists: an interrupted copy, or a copy of an incomplete
 * folder, is replaced. Renames make it all or nothing, even if several processes copy at once.
 * @returns the target
 */
export async function copyWhole(source: string, target: string): Promise<string> {
  const wanted = await listing(source);
  if ((await listing(target)) === wanted) return target;
  const work = await mkdtemp(`${target}.`);
  const copy = join(work, 'copy');
  try {
    await run('cp', ['-R', source, copy]);
    await run('chmod', ['-R', 'a+rX,go-w', copy]);
    await putInPlace(copy, target, wanted);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return target;
}

/** Replaces an incomplete copy. Another process may do the same, and its complete copy, which may be in use, is kept. */
async function putInPlace(copy: string, target: string, wanted: string): Promise<void> {
  for (let tries = 1; tries <= triesMax; tries++) {
    try {
      if ((await listing(target)) === wanted) return;
      await rename(target, `${copy}-former-${tries}`).catch(whenAbsent);
      return await rename(copy, target);
    } catch (error) {
      if (tries === triesMax) throw error;
    }
  }
}

const triesMax = 10;

/** Whether everyone can read a folder's content, once they can enter it. */
export async function isOpenToAll(folder: string): Promise<boolean> {
  const modes = await Promise.all((await pathsIn(folder)).map((path) => lstat(path)));
  return modes.every((stats) => {
    const needed = stats.isDirectory() ? 0o005 : 0o004;
    return stats.isSymbolicLink() || (stats.mode & needed) === needed;
  });
}

/** Every file with its size, and every symlink with its target; empty for a missing folder. */
async function listing(folder: string): Promise<string> {
  const lines = (await pathsIn(folder)).map(async (path) => {
    const stats = await lstat(path);
    const what = stats.isSymbolicLink() ? await readlink(path) : stats.isDirectory() ? 'folder' : stats.size;
    return `${relative(folder, path)} ${what}`;
  });
  return (await Promise.all(lines)).sort().join('\n');
}

async function pathsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true }).catch(whenAbsent);
  return (entries ?? []).map((name) => join(folder, name));
}

function whenAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
