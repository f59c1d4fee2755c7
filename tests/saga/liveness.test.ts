import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { freePort } from '../../local/free-port.ts';
import { createService, type Service } from '../../local/resources/service.ts';
import { eventually } from '../support/eventually.ts';

const logFolder = mkdtempSync(join(tmpdir(), 'cloudservices-test-'));
const root = join(import.meta.dirname, '../..');
const nowhere = 'http://127.0.0.1:9';

/** Blocks the event loop from a signal until a file is gone, like code that computes for very long. */
const blocker = `
  const { writeFileSync, existsSync } = await import('node:fs');
  const file = process.env.BLOCKED_FILE;
  process.on('SIGUSR2', () => {
    writeFileSync(file, '');
    while (existsSync(file)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  });`;

let service: Service;
let port: number;
const blockedFile = join(logFolder, 'blocked');

beforeAll(async () => {
  port = await freePort();
  service = createService({
    name: 'catalog',
    port,
    env: {
      NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(blocker)}`,
      BLOCKED_FILE: blockedFile,
      ...{ AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none', AWS_ENDPOINT_URL: nowhere },
      ...{ TOKEN_ISSUER: nowhere, TOKEN_AUDIENCE: 'test', JWKS_URL: nowhere, MEDIA_BUCKET: 'media', MEDIA_URL: nowhere },
      ...{ PRODUCTS_TABLE: 'products', OFFERS_TABLE: 'offers', UPLOADS_TABLE: 'uploads', REVOCATIONS_TABLE: 'revocations' },
    },
    surroundings: { logFolder, signal: new AbortController().signal, onUnexpectedExit: () => undefined },
  });
  // Its stores are not there: it is alive, but not ready.
  await service.start();
}, 120_000);
afterEach(() => rmSync(blockedFile, { force: true }));
afterAll(async () => {
  await service?.kill('SIGKILL');
  rmSync(logFolder, { recursive: true, force: true });
});

type Check = { script: string; timeoutSeconds: number };

/** The programs that ECS and Docker run to see whether a service is alive, and how long each may take. */
const checks: Record<string, () => Check> = {
  'the task definition': () => {
    const [, check = ''] = /healthCheck = \{(.*?)\n {4}\}/s.exec(textOf('infra/modules/service/containers.tf')) ?? [];
    return { script: found(/"-e",\s*"(.*)",/, check), timeoutSeconds: Number(found(/timeout +=(.*)/, check)) };
  },
  'the image': () => {
    const [check = ''] = /^HEALTHCHECK.*\n.*$/m.exec(textOf('containers/Dockerfile')) ?? [];
    return { script: found(/"-e", "(.*)"\]/, check), timeoutSeconds: Number(found(/--timeout=(\d+)s/, check)) };
  },
};

const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

function found(pattern: RegExp, text: string): string {
  const [, value] = pattern.exec(text) ?? [];
  if (value === undefined) throw new Error(`There is no ${pattern} in ${text}`);
  return value.trim();
}

async function isAlive({ script, timeoutSeconds }: Check): Promise<boolean> {
  const program = script.replaceAll(/\$\{local\.port\}/g, String(port));
  const child = spawn(process.execPath, ['-e', program], { timeout: timeoutSeconds * 1000, env: { PORT: String(port) } });
  const [code] = await once(child, 'exit');
  return code === 0;
}

test.each(Object.entries(checks))(
  'a service with a blocked event loop is not alive by %s, and is again afterwards',
  async (_, checkOf) => {
    const check = checkOf();
    await eventually(async () => expect(await isAlive(check)).toBe(true), 60);
    process.kill(Number(service.pid), 'SIGUSR2');
    await eventually(() => existsSync(blockedFile));
    expect(await isAlive(check)).toBe(false);
    rmSync(blockedFile);
    await eventually(async () => expect(await isAlive(check)).toBe(true), 60);
  },
);
