import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { ContainerEngine } from './container-engine.ts';

/** The Dockerfile's default base images. */
export type BaseImages = { node: string; runtime: string };

const run = promisify(execFile);
const cacheFolder = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache', 'stand-in-images');

// What distroless has in cc-debian12: the C and C++ libraries and Debian's base files, but no program.
const suite = 'bookworm';
const packages = ['base-files', 'base-passwd', 'netbase', 'libc6', 'libstdc++6', 'libgcc-s1', 'tzdata'];
const decoys = ['bin/sh', 'usr/bin/su', 'usr/local/bin/npm', 'usr/local/lib/node_modules/npm/package.json'];

/**
 * Gives the engine images under the Dockerfile's own base names, so that it is built unchanged and no registry is contacted.
 * The runtime is made once from Debian's packages and cached under node_modules/.cache. The node image contains the node that
 * runs the tests, plus a shell, a setuid program and an npm that must not end up in our images.
 */
export async function importBaseImages({ podman, folder }: ContainerEngine, names: BaseImages): Promise<void> {
  await podman('import', '--quiet', await runtimeArchive(), names.runtime);
  await podman('import', '--quiet', await nodeArchive(folder), names.node);
}

/** Images for another processor without anything runnable: enough where files are only copied. */
export async function importForeignImages({ podman, folder }: ContainerEngine, processor: string): Promise<BaseImages> {
  const tree = join(folder, 'foreign-image');
  await mkdir(join(tree, 'usr/local/bin'), { recursive: true });
  await writeFile(join(tree, 'usr/local/bin/node'), `node for ${processor}\n`);
  const names = { node: `localhost/node:${processor}`, runtime: `localhost/runtime:${processor}` };
  const archive = await pack(tree);
  for (const name of Object.values(names)) await podman('import', '--quiet', '--arch', processor, archive, name);
  return names;
}

async function runtimeArchive(): Promise<string> {
  const key = createHash('sha256')
    .update([suite, ...packages].join())
    .digest('hex')
    .slice(0, 12);
  const archive = join(cacheFolder, `runtime-${key}.tar`);
  if (existsSync(archive)) return archive;
  await mkdir(cacheFolder, { recursive: true });
  const draft = join(cacheFolder, `draft-${process.pid}.tar`);
  try {
    await run('mmdebstrap', ['--mode=root', '--variant=extract', `--include=${packages.join()}`, suite, draft]);
    await rename(draft, archive);
  } finally {
    await rm(draft, { force: true });
  }
  return archive;
}

async function nodeArchive(folder: string): Promise<string> {
  const tree = join(folder, 'node-image');
  for (const decoy of decoys) {
    await mkdir(dirname(join(tree, decoy)), { recursive: true });
    await writeFile(join(tree, decoy), 'not to be taken along\n');
    await chmod(join(tree, decoy), 0o4755);
  }
  await copyFile(process.execPath, join(tree, 'usr/local/bin/node'));
  await chmod(join(tree, 'usr/local/bin/node'), 0o755);
  return pack(tree);
}

async function pack(tree: string): Promise<string> {
  const archive = `${tree}.tar`;
  await run('tar', ['--create', '--file', archive, '--directory', tree, '.']);
  await rm(tree, { recursive: true });
  return archive;
}
