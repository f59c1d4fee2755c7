import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { startProvider } from './provider.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../..');

export type CommandResult = { code: number; output: string };

export type Terraform = {
  /** The folder that it works in, in a copy of the configuration. */
  folder: string;
  /** Runs a command to completion. @throws Error with its output, unless the exit code is among `codes` */
  run(args: readonly string[], options?: { codes?: readonly number[] }): Promise<CommandResult>;
  /** Initializes again, for example with another backend. */
  init(args: readonly string[]): Promise<CommandResult>;
  /** A command's JSON output. */
  json<T>(args: readonly string[]): Promise<T>;
  remove(): Promise<void>;
};

type Options = { env: Record<string, string>; built: boolean; of?: 'infra' | 'infra/bootstrap' };

/**
 * Terraform on a separate copy of the configuration as checked out. With `built`, this checkout's bundles are
 * beside it, as after `npm run build`.
 */
export async function createTerraform({ env, built, of = 'infra' }: Options): Promise<Terraform> {
  const home = await mkdtemp(join(tmpdir(), 'terraform-'));
  await copyCheckout(home);
  if (built) await symlink(join(root, 'dist'), join(home, 'dist'));
  const folder = join(home, of);
  const surroundings: NodeJS.ProcessEnv = { PATH: process.env.PATH, HOME: home, ...quiet, ...roomy, ...env };
  const options = { cwd: folder, env: surroundings, maxBuffer: 2 ** 28 };

  const runCommand: Terraform['run'] = async (args, { codes = [0] } = {}) => {
    const result = await run('terraform', args, options).then(
      ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
      (error: { code?: number | string; stdout?: string; stderr?: string }) => {
        if (typeof error.code !== 'number') throw new Error('terraform could not be run: is it installed?', { cause: error });
        return { code: error.code, output: `${error.stdout}${error.stderr}` };
      },
    );
    if (!codes.includes(result.code))
      throw new Error(
        `terraform ${args.join(' ')} ended with ${result.code}:\n${result.output.split('\n').slice(-tailLines).join('\n')}`,
      );
    return result;
  };
  const init: Terraform['init'] = (args) => runCommand(['init', '-input=false', '-no-color', ...pluginFolder(), ...args]);
  await init([]);
  const provider = await startProvider(folder, surroundings);
  options.env = { ...surroundings, ...provider.env };
  return {
    folder,
    run: runCommand,
    init,
    json: async (args) => JSON.parse((await run('terraform', args, options)).stdout),
    remove: async () => {
      await provider.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

const tailLines = 60;

// No user settings, no prompts, no version checks.
const quiet = { TF_CLI_CONFIG_FILE: '/dev/null', TF_IN_AUTOMATION: '1', TF_INPUT: '0', CHECKPOINT_DISABLE: '1' };

// Terraform and its provider are Go programs that collect garbage far more often than 2 GB of memory require.
const roomy = { GOGC: '400', GOMEMLIMIT: '2GiB' };

/** The files that git tracks or would track, except the user's own backend. */
async function copyCheckout(home: string): Promise<void> {
  const paths = ['infra', 'environments', 'containers/Dockerfile', 'terraform.tfvars.example'];
  const { stdout } = await run('git', ['ls-files', '-co', '--exclude-standard', '--', ...paths], { cwd: root });
  for (const file of stdout.split('\n').filter((file) => file && file !== 'infra/backend.tf' && existsSync(join(root, file)))) {
    await mkdir(join(home, dirname(file)), { recursive: true });
    await cp(join(root, file), join(home, file));
  }
}

/** Offline, the provider comes from a local folder; otherwise from Terraform's registry. */
function pluginFolder(): string[] {
  const { TERRAFORM_PLUGIN_DIR: folder } = process.env;
  return folder ? [`-plugin-dir=${folder}`] : [];
}

/** Variables for a deployment that an emulator supports and that leaves nothing behind. */
export async function writeVariables(folder: string, variables: object): Promise<void> {
  await writeFile(join(folder, 'test.auto.tfvars.json'), JSON.stringify(variables, null, 2));
}
