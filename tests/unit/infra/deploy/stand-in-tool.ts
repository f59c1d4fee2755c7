import { readFileSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Call = {
  args: string[];
  stdin: string;
  env: Record<string, string>;
  /** What it found in Docker's settings folder, if it was given one: file names, and the settings themselves. */
  dockerSettings?: { names: string[]; config: unknown };
};

/**
 * Installs a stand-in for docker, podman or finch in a folder: it records its calls, and stores logins where the real tool
 * does. FAILING and HANGING in its environment name the command that fails or never ends.
 * @returns a function that reads the calls so far
 */
export async function installStandIn(name: string, folder: string): Promise<() => Call[]> {
  const notes = join(folder, `${name}.notes`);
  await writeFile(notes, '');
  await writeFile(join(folder, name), `#!${process.execPath}\n(${program})(${JSON.stringify(notes)});\n`);
  await chmod(join(folder, name), 0o755);
  return () =>
    readFileSync(notes, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
}

/** Its source is the program, so it must not use anything outside. */
function program(notes: string): void {
  const { appendFileSync, readFileSync, readdirSync, writeFileSync } = process.getBuiltinModule('node:fs');
  const { DOCKER_CONFIG: folder, REGISTRY_AUTH_FILE: authFile, FAILING: failing, HANGING: hanging } = process.env;
  const args = process.argv.slice(2);
  const stdin = readFileSync(0, 'utf8');
  const configFile = folder && `${folder}/config.json`;
  const dockerSettings = configFile && { names: readdirSync(folder), config: JSON.parse(readFileSync(configFile, 'utf8')) };
  appendFileSync(notes, `${JSON.stringify({ args, stdin, env: process.env, dockerSettings })}\n`);
  const isFailing = args[0] === failing;
  // We only see the exit code of the other commands: their output goes straight to ours.
  if (isFailing && args[0] === 'info') console.error('it says why');
  if (args[0] === 'login' && !isFailing && (authFile ?? configFile)) {
    writeFileSync(authFile ?? configFile ?? '', JSON.stringify({ auths: { [args.at(-1) ?? '']: { auth: stdin } } }));
  }
  if (args[0] === hanging) setInterval(() => undefined, 1000);
  else process.exitCode = isFailing ? 1 : 0;
}
