import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ContainerEngine } from './container-engine.ts';

export type ImageFile = { path: string; isDirectory: boolean; isFile: boolean; mode: number; owner: number };
export type ImageTree = { root: string; files: ImageFile[] };

/** Every file of an image, by its path inside. The image stays mounted at `root` until the engine is closed. */
export async function readImage({ podman }: ContainerEngine, image: string): Promise<ImageTree> {
  const root = realpathSync(await podman('image', 'mount', image));
  return { root, files: walk(root) };
}

/** The digest of each file below a folder, by relative path. */
export function digestsUnder(folder: string): Record<string, string> {
  const files = walk(folder).filter(({ isFile }) => isFile);
  return Object.fromEntries(files.map(({ path }) => [path, digestOf(join(folder, path))]).sort());
}

export function digestOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function walk(root: string, folder = root): ImageFile[] {
  return readdirSync(folder).flatMap((name) => {
    const full = join(folder, name);
    const status = lstatSync(full);
    const file = {
      path: relative(root, full),
      isDirectory: status.isDirectory(),
      isFile: status.isFile(),
      mode: status.mode & 0o7777,
      owner: status.uid,
    };
    return file.isDirectory ? [file, ...walk(root, full)] : [file];
  });
}
