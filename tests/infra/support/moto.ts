import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { freePort } from '../../../local/free-port.ts';
import { createProcess, type Surroundings } from '../../../local/resource.ts';

export type Moto = { url: string; env: Record<string, string>; stop(): Promise<void> };

/** An AWS account for one test file, ready before the first test: moto, plus what the provider needs and moto lacks. */
export function useMoto(): Moto {
  const moto = {} as Moto;
  let logFolder: string;

  beforeAll(async () => {
    logFolder = await mkdtemp(join(tmpdir(), 'moto-'));
    const onUnexpectedExit: Surroundings['onUnexpectedExit'] = (_name, error) => console.error(error.message);
    Object.assign(
      moto,
      await startMoto({ logFolder, signal: new AbortController().signal, running: new Set(), onUnexpectedExit }),
    );
  });

  afterAll(async () => {
    await moto.stop?.();
    await rm(logFolder, { recursive: true, force: true });
  });

  return moto;
}

/** Everything in it is gone when it stops. */
async function startMoto(surroundings: Surroundings): Promise<Moto> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = createProcess({
    name: 'moto',
    command: 'python3',
    args: [join(import.meta.dirname, '..', 'moto_server.py'), '-H', '127.0.0.1', '-p', String(port)],
    ready: (line) => line === 'ready',
    // Roles also get AWS's managed policies. Python leaves no files beside ours.
    env: { MOTO_IAM_LOAD_MANAGED_POLICIES: 'true', PYTHONDONTWRITEBYTECODE: '1' },
    // Python first loads all of it.
    readyTimeoutSeconds: 60,
    surroundings,
  });
  await server.start();
  return { url, env: accessTo(url), stop: server.stop };
}

/** The environment in which Terraform and every AWS SDK find this account, and no other. */
const accessTo = (url: string) => ({
  // By IP address: with a host name, S3 clients would prefix the bucket's name.
  AWS_ENDPOINT_URL: url,
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
});
