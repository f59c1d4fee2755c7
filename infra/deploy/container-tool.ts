import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { DeployError } from './deploy-error.ts';
import { type ContainerToolName, withPrivateLogin } from './private-login.ts';

export type ContainerTool = {
  /** @throws DeployError when it is not installed or its engine does not answer */
  requireRunning(): Promise<void>;
  build(what: { image: string; platform: string; file: string; buildArguments: Record<string, string> }): Promise<void>;
  /** Logs in as the user AWS, for this push only. */
  push(what: { image: string; platform: string; registry: string; password: string }): Promise<void>;
};

export type ContainerToolOptions = {
  name: ContainerToolName;
  env: NodeJS.ProcessEnv;
  /** What the image is built from. */
  folder: string;
  signal: AbortSignal | undefined;
};

// Each tool reads its own variables and ignores the others: docker 20 builds with BuildKit; podman keeps the health check, which
// only Docker's format supports; buildx adds no attestations, so that the tag names the image itself, which ECR can scan.
const buildSettings = { DOCKER_BUILDKIT: '1', BUILDAH_FORMAT: 'docker', BUILDX_NO_DEFAULT_ATTESTATIONS: '1' };

/** Docker, or a tool that takes the same commands. Its output goes to ours. */
export function createContainerTool({ name, env, folder, signal }: ContainerToolOptions): ContainerTool {
  const run = (args: readonly string[], { env: more = {}, ...options }: Partial<RunOptions> = {}) =>
    runProgram(name, args, { folder, signal, ...options, env: { ...env, ...more } });

  return {
    requireRunning: () => run(['info'], { isSilent: true }),
    build: ({ image, platform, file, buildArguments }) => {
      const values = Object.entries(buildArguments).map(([argument, value]) => `--build-arg=${argument}=${value}`);
      return run(['build', `--platform=${platform}`, ...values, `--file=${file}`, `--tag=${image}`, '.'], { env: buildSettings });
    },
    push: ({ image, platform, registry, password }) =>
      withPrivateLogin(name, env, async (login) => {
        try {
          // Through standard input: the process list shows command lines to every user.
          await run(['login', '--username=AWS', '--password-stdin', registry], { env: login, input: password, isSilent: true });
          // finch looks for an image of the machine's own platform unless told otherwise.
          await run(['push', ...(name === 'finch' ? [`--platform=${platform}`] : []), image], { env: login });
        } finally {
          // finch may keep its login inside its virtual machine, outside any folder of ours. Interrupted or not, it must be removed.
          if (name === 'finch') await run(['logout', registry], { env: login, isSilent: true, signal: undefined });
        }
      }),
  };
}

type RunOptions = {
  folder: string;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal | undefined;
  input?: string;
  /** Its output is shown only when it fails. */
  isSilent?: boolean;
};

async function runProgram(program: string, args: readonly string[], options: RunOptions): Promise<void> {
  const { folder, env, signal, input = '', isSilent = false } = options;
  const child = spawn(program, args, {
    cwd: folder,
    env,
    signal,
    stdio: ['pipe', isSilent ? 'pipe' : 'inherit', isSilent ? 'pipe' : 'inherit'],
  });
  const said: string[] = [];
  for (const output of [child.stdout, child.stderr]) output?.on('data', (chunk) => said.push(String(chunk)));
  // If the program ends without reading its input, its exit code decides.
  child.stdin?.on('error', () => undefined).end(input);
  const [code] = await once(child, 'close').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') throw notInstalled(program);
    throw new DeployError(`${program} ${args[0]} was stopped before it had finished.`, { cause });
  });
  if (code === 0) return;
  const hint = args[0] === 'info' ? ': is its engine running?' : '.';
  throw new DeployError([`${program} ${args[0]} has failed${hint}`, ...said].join('\n').trimEnd());
}

function notInstalled(program: string): DeployError {
  return new DeployError(
    `${program} is not installed. Images are built by docker, podman or finch (variable container_tool), or elsewhere, and then named in the variable images.`,
  );
}
