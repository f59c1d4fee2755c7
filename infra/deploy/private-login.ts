import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DeployError } from './deploy-error.ts';

export type ContainerToolName = 'docker' | 'podman' | 'finch';

/**
 * Runs `work` with the environment variables that make the tool keep its login in a folder that is gone afterwards, so that
 * nothing is left in the user's own settings or key chain, and logins for other accounts stay as they are.
 *
 * For Docker the folder stands in for `~/.docker`, which also holds what it needs to find its engine: contexts (Docker Desktop,
 * colima, rootless) and plug-ins. So it shows all of that, and differs only in knowing no login and no store of logins.
 */
export async function withPrivateLogin<T>(
  tool: ContainerToolName,
  env: NodeJS.ProcessEnv,
  work: (login: Record<string, string>) => Promise<T>,
): Promise<T> {
  // Only its owner may enter a folder that mkdtemp makes.
  const folder = await mkdtemp(join(tmpdir(), 'cloudservices-login-'));
  try {
    if (tool === 'podman') return await work({ REGISTRY_AUTH_FILE: join(folder, 'auth.json') });
    await copyDockerSettings(env.DOCKER_CONFIG ? resolve(env.DOCKER_CONFIG) : join(env.HOME ?? homedir(), '.docker'), folder);
    return await work({ DOCKER_CONFIG: folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function copyDockerSettings(from: string, to: string): Promise<void> {
  const names = await readdir(from).catch(absent([]));
  for (const name of names.filter((name) => name !== 'config.json')) await symlink(join(from, name), join(to, name));
  const file = join(from, 'config.json');
  const settings = parse(await readFile(file, 'utf8').catch(absent('{}')), file);
  const { auths, credsStore, credHelpers, ...rest } = settings;
  await writeFile(join(to, 'config.json'), JSON.stringify(rest), { mode: 0o600 });
}

function absent<T>(instead: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT') return instead;
    throw error;
  };
}

function parse(text: string, file: string): Record<string, unknown> {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message repeats some of the text, and that may be a login.
    throw new DeployError(`${file} is not JSON.`);
  }
}
