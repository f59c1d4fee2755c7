import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

export type ContainerEngine = {
  /** Runs podman and resolves with its output. @throws Error with podman's own message */
  podman(...args: readonly string[]): Promise<string>;
  /** Makes any other podman use the same settings and storage. */
  environment: Record<string, string>;
  /** The folder with everything the engine stores, also for files that should be removed with it. */
  folder: string;
  /** Stops every container and removes every image. */
  close(): Promise<void>;
};

const run = promisify(execFile);
const tools = ['podman', 'runc', 'mmdebstrap', 'catatonit', 'nsenter', 'umount'];
const outputBytesMax = 64 * 1024 * 1024;

/**
 * podman with its own settings and storage in a temporary folder: it needs no daemon and shares nothing with a
 * podman or Docker on the machine.
 * @throws Error when a tool is missing or the user is not root
 */
export async function openContainerEngine(): Promise<ContainerEngine> {
  requireTools();
  const folder = await mkdtemp(join(tmpdir(), 'cloudservices-images-'));
  const environment = await writeSettings(folder, 'overlay');
  const podman = async (...args: readonly string[]) => {
    const { stdout } = await run('podman', args, { env: { ...process.env, ...environment }, maxBuffer: outputBytesMax });
    return stdout.trim();
  };
  const close = async () => {
    await podman('rm', '--all', '--force', '--time', '0');
    await podman('image', 'unmount', '--all');
    await unmountAllUnder(folder);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    // Where overlays cannot be stacked, as inside some containers, full copies work; they take longer.
    await podman('info').catch(() => writeSettings(folder, 'vfs').then(() => podman('info')));
  } catch (error) {
    await unmountAllUnder(folder);
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return { podman, environment, folder, close };
}

function requireTools(): void {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const missing = tools.filter((tool) => !folders.some((folder) => existsSync(join(folder, tool))));
  if (missing.length > 0) {
    throw new Error(
      `The images are built and run without Docker, by ${tools.join(', ')}. Not found on PATH: ${missing.join(', ')}.\n` +
        'On Debian 12: apt-get install -y --no-install-recommends podman runc mmdebstrap catatonit',
    );
  }
  if (process.getuid?.() !== 0) throw new Error('The images are built and run by root: mounting them needs it.');
}

async function writeSettings(folder: string, driver: 'overlay' | 'vfs'): Promise<Record<string, string>> {
  const at = (name: string) => JSON.stringify(join(folder, name));
  const containersConf = join(folder, 'containers.conf');
  const storageConf = join(folder, 'storage.conf');
  await mkdir(join(folder, 'tmp'), { recursive: true });
  // runc and cgroupfs work with either cgroup version, and without systemd.
  await writeFile(
    containersConf,
    `[containers]
default_ulimits = ["nofile=16384:16384", "nproc=8192:8192"]
log_driver = "k8s-file"
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
static_dir = ${at('static')}
tmp_dir = ${at('tmp')}
volume_path = ${at('volumes')}
[network]
network_config_dir = ${at('networks')}
`,
  );
  await writeFile(storageConf, `[storage]\ndriver = "${driver}"\ngraphroot = ${at('graph')}\nrunroot = ${at('run')}\n`);
  return { CONTAINERS_CONF: containersConf, CONTAINERS_STORAGE_CONF: storageConf };
}

/** podman leaves its own mounts behind; unmounts the deepest first. */
async function unmountAllUnder(folder: string): Promise<void> {
  const mounts = (await readFile('/proc/self/mounts', 'utf8')).split('\n').map((line) => line.split(' ')[1] ?? '');
  for (const mount of mounts.filter((path) => path.startsWith(`${folder}/`)).reverse()) await run('umount', [mount]);
}
