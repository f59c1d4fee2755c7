import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type LambdaRuntime = { node: string; client: string };

const versions = { node: '22.23.3', client: '4.0.2' };
const cache = join(import.meta.dirname, '../../../node_modules/.cache');
const folder = join(cache, `aws-lambda-ric-${versions.client}-on-node-${versions.node}`);

/**
 * What runs a nodejs22.x function on Lambda: Node 22 and the runtime client that AWS publishes. It is installed on first use,
 * which compiles a part of it and takes some minutes; this needs python3, make and a C++ compiler.
 */
export function lambdaRuntime(): LambdaRuntime {
  if (!existsSync(folder)) install();
  const home = join(folder, 'node_modules');
  return { node: join(home, nodePackage, 'bin/node'), client: join(home, 'aws-lambda-ric/index.mjs') };
}

const nodePackage = `node-${process.platform}-${process.arch}`;

/** Gets its final name only once it is complete, because the next run uses what it finds there. */
function install(): void {
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(join(cache, 'lambda-runtime-'));
  writeFileSync(join(draft, 'package.json'), '{ "private": true }');
  const npm = (spec: string, env: NodeJS.ProcessEnv) =>
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', spec], { cwd: draft, env, stdio: 'pipe' });
  npm(`${nodePackage}@${versions.node}`, process.env);
  // It is compiled against the headers of the Node that will run it.
  const home = join(draft, 'node_modules', nodePackage);
  const path = `${join(home, 'bin')}:${process.env.PATH}`;
  // Without optimization, because compiling takes longer than anything it does here.
  const flags = { CFLAGS: '-O0', CXXFLAGS: '-O0', MAKEFLAGS: '-j2' };
  npm(`aws-lambda-ric@${versions.client}`, { ...process.env, ...flags, PATH: path, npm_config_nodedir: home });
  renameSync(draft, folder);
}
