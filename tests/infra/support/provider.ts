import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The running provider, and the environment that lets Terraform use it. */
export type Provider = { env: { TF_REATTACH_PROVIDERS: string }; stop(): Promise<void> };

/**
 * Starts the provider that `terraform init` installed in a folder, once for all commands there. Terraform itself would start it
 * several times per command, and for each run of `terraform test`, which is most of their duration.
 * @param env what the provider reads: the account's address and credentials, the same for every command
 */
export async function startProvider(folder: string, env: Record<string, string | undefined>): Promise<Provider> {
  const child = spawn(await programIn(folder), ['-debug'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'ignore'] });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = once(child, 'exit');
  const stop = async () => {
    process.off('exit', kill);
    kill();
    await ended;
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const [, address] = /TF_REATTACH_PROVIDERS='(.+)'/.exec(line) ?? [];
    if (!address) continue;
    child.stdout.resume();
    return { env: { TF_REATTACH_PROVIDERS: address }, stop };
  }
  throw new Error(`the provider in ${folder} ended before it was ready`);
}

/** The registry's layout: the version, and in it the platform, which may be a symlink. */
async function programIn(folder: string): Promise<string> {
  let place = join(folder, '.terraform/providers/registry.terraform.io/hashicorp/aws');
  for (;;) {
    const names = await readdir(place);
    const name = names.find((each) => each.startsWith('terraform-provider-aws')) ?? names[0];
    if (!name) throw new Error(`terraform init has left no provider in ${place}`);
    place = join(place, name);
    if (name.startsWith('terraform-provider-aws')) return place;
  }
}
