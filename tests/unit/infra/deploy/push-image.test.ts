import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeImagesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  ImageNotFoundException,
  RepositoryNotFoundException,
} from '@aws-sdk/client-ecr';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { pushImage } from '../../../../infra/deploy/push-image.ts';
import { eventually } from '../../../support/eventually.ts';
import { type Call, installStandIn } from './stand-in-tool.ts';

const registry = '123456789012.dkr.ecr.eu-central-1.amazonaws.com';
const password = 'password-of-twelve-hours';
const image = `${registry}/cloudservices/orders:v1`;
const ecr = mockClient(ECRClient);

let folder: string;
let env: Record<string, string>;
let calls: () => Call[];
const push = (more: Record<string, string> = {}, signal?: AbortSignal) =>
  pushImage({ ...env, ...more }, { projectFolder: join(folder, 'project'), ...(signal ? { signal } : {}) });
const commands = () => calls().map(({ args }) => args[0]);

beforeEach(async () => {
  jest.spyOn(console, 'log').mockReturnValue();
  folder = await mkdtemp(join(tmpdir(), 'push-image-'));
  for (const name of ['bin', 'home/.docker/contexts', 'project/dist/orders'])
    await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, 'project/dist/orders/main.mjs'), '');
  await writeFile(
    join(folder, 'home/.docker/config.json'),
    JSON.stringify({
      currentContext: 'colima',
      credsStore: 'osxkeychain',
      credHelpers: {},
      auths: { [registry]: { auth: 'mine' } },
    }),
  );
  calls = await installStandIn('docker', join(folder, 'bin'));
  env = {
    SERVICE: 'orders',
    REPOSITORY_URL: `${registry}/cloudservices/orders`,
    IMAGE_TAG: 'v1',
    PLATFORM: 'linux/arm64',
    HOME: join(folder, 'home'),
    PATH: join(folder, 'bin'),
  };
  ecr.reset();
  ecr.on(DescribeImagesCommand).rejects(new ImageNotFoundException({ message: 'no such tag', $metadata: {} }));
  ecr.on(GetAuthorizationTokenCommand).resolves({
    authorizationData: [{ authorizationToken: Buffer.from(`AWS:${password}`).toString('base64') }],
  });
});

afterEach(async () => {
  jest.restoreAllMocks();
  await rm(folder, { recursive: true });
});

describe('a tag that is not in the repository yet', () => {
  test('is built from its service’s bundle, and pushed', async () => {
    await push();
    const what = ['--platform=linux/arm64', '--build-arg=SERVICE=orders', '--build-arg=VERSION=v1'];
    expect(calls().map(({ args }) => args)).toEqual([
      ['info'],
      ['build', ...what, '--file=containers/Dockerfile', `--tag=${image}`, '.'],
      ['login', '--username=AWS', '--password-stdin', registry],
      ['push', image],
    ]);
    expect(ecr.commandCalls(DescribeImagesCommand)[0]?.args[0].input).toEqual({
      registryId: '123456789012',
      repositoryName: 'cloudservices/orders',
      imageIds: [{ imageTag: 'v1' }],
    });
  });

  test('is checked in its repository’s region', async () => {
    await push();
    const client = ecr.commandCalls(DescribeImagesCommand)[0]?.thisValue as ECRClient;
    expect(await client.config.region()).toBe('eu-central-1');
  });

  test('is pushed with a password that only the tool’s standard input sees', async () => {
    await push();
    expect(calls().map(({ args, stdin }) => [args[0], stdin])).toEqual([
      ['info', ''],
      ['build', ''],
      ['login', password],
      ['push', ''],
    ]);
    expect(JSON.stringify(calls().map(({ args, env }) => [args, env]))).not.toContain(password);
  });
});

describe('the login', () => {
  const loginFolders = () => calls().flatMap(({ env }) => env.DOCKER_CONFIG ?? []);

  test('of Docker uses a temporary folder, which shows what Docker needs to find its engine', async () => {
    await push();
    const [build, login, pushed] = calls().slice(1);
    expect(build?.dockerSettings).toBeUndefined();
    expect(login?.dockerSettings).toEqual({ names: ['config.json', 'contexts'], config: { currentContext: 'colima' } });
    expect(pushed?.dockerSettings?.config).toMatchObject({ auths: { [registry]: { auth: password } } });
    expect(loginFolders()).toHaveLength(2);
    expect(loginFolders().filter(existsSync)).toEqual([]);
    expect(readFileSync(join(folder, 'home/.docker/config.json'), 'utf8')).toContain('"auth":"mine"');
  });

  test('of podman uses a temporary file', async () => {
    const callsOfPodman = await installStandIn('podman', join(folder, 'bin'));
    await push({ CONTAINER_TOOL: 'podman' });
    expect(callsOfPodman().map(({ args }) => args[0])).toEqual(['info', 'build', 'login', 'push']);
    const files = callsOfPodman().flatMap(({ env }) => env.REGISTRY_AUTH_FILE ?? []);
    expect(files).toHaveLength(2);
    expect(files.filter(existsSync)).toEqual([]);
  });

  test.each(['', 'push', 'login'])('of finch, which ignores our folder, is undone even when %s fails', async (failing) => {
    const callsOfFinch = await installStandIn('finch', join(folder, 'bin'));
    await push({ CONTAINER_TOOL: 'finch', FAILING: failing }).catch(() => undefined);
    expect(callsOfFinch().at(-1)?.args).toEqual(['logout', registry]);
  });

  test.each(['login', 'push'])('is gone even when %s fails', async (failing) => {
    await expect(push({ FAILING: failing })).rejects.toThrow(`docker ${failing} has failed.`);
    expect(loginFolders().filter(existsSync)).toEqual([]);
  });

  test.each(['docker', 'finch'])('of %s is gone even when the push is interrupted', async (name) => {
    calls = await installStandIn(name, join(folder, 'bin'));
    const interruption = new AbortController();
    const pushing = push({ CONTAINER_TOOL: name, HANGING: 'push' }, interruption.signal);
    const ended = expect(pushing).rejects.toThrow(`${name} push was stopped before it had finished.`);
    await eventually(() => commands().includes('push'));
    interruption.abort();
    await ended;
    expect(loginFolders().filter(existsSync)).toEqual([]);
    expect(commands().at(-1)).toBe(name === 'finch' ? 'logout' : 'push');
  });

  test('works without any Docker settings', async () => {
    await rm(join(folder, 'home/.docker'), { recursive: true });
    await push();
    expect(calls()[2]?.dockerSettings).toEqual({ names: ['config.json'], config: {} });
  });

  test('never shows settings that cannot be read', async () => {
    await writeFile(join(folder, 'home/.docker/config.json'), 'secret');
    await expect(push()).rejects.toThrow(/^\S+config\.json is not JSON\.$/);
  });
});

test('a tag that is in the repository is skipped, without a bundle or a tool', async () => {
  ecr.on(DescribeImagesCommand).resolves({ imageDetails: [{}] });
  await rm(join(folder, 'project/dist'), { recursive: true });
  await push();
  expect(readdirSync(join(folder, 'bin'))).toContain('docker');
  expect(calls()).toEqual([]);
  expect(console.log).toHaveBeenCalledWith(`${image} already exists.`);
});

describe('the error message', () => {
  test('lists everything missing from the configuration', async () => {
    await expect(pushImage({ PATH: env.PATH })).rejects.toThrow(
      [
        'The configuration is not usable:',
        ...['SERVICE', 'REPOSITORY_URL', 'IMAGE_TAG', 'PLATFORM'].map((name) => `  - ${name} is missing`),
      ].join('\n'),
    );
  });

  test.each([
    ['SERVICE', '../orders'],
    ['REPOSITORY_URL', 'registry.example.com/orders'],
    ['REPOSITORY_URL', `${registry}/orders:v1`],
    ['IMAGE_TAG', '--push'],
    ['PLATFORM', 'windows/amd64'],
    ['CONTAINER_TOOL', 'rm'],
  ])('calls %s as %s invalid', async (name, value) => {
    await expect(push({ [name]: value })).rejects.toThrow(new RegExp(`^The configuration is not usable:\n  - ${name}: .+$`));
    expect(calls()).toEqual([]);
  });

  test('says how to build a missing bundle', async () => {
    await expect(push({ SERVICE: 'catalog' })).rejects.toThrow('There is no bundle of catalog in dist: run npm run build first.');
    expect(calls()).toEqual([]);
  });

  test('lists the possible tools if none is installed', async () => {
    await expect(push({ CONTAINER_TOOL: 'podman' })).rejects.toThrow(/^podman is not installed\. .*docker, podman or finch/);
  });

  test('quotes the tool if its engine does not run', async () => {
    await expect(push({ FAILING: 'info' })).rejects.toThrow('docker info has failed: is its engine running?\nit says why');
    expect(commands()).toEqual(['info']);
  });

  test('reports a failed build, without having logged in', async () => {
    await expect(push({ FAILING: 'build' })).rejects.toThrow('docker build has failed.');
    expect(commands()).toEqual(['info', 'build']);
  });

  test('says where missing credentials come from', async () => {
    ecr.on(DescribeImagesCommand).rejects(Object.assign(new Error('no providers'), { name: 'CredentialsProviderError' }));
    await expect(push()).rejects.toThrow(/^There are no AWS credentials for looking for .*AWS_PROFILE/);
  });

  test('quotes AWS for any other refusal', async () => {
    ecr.on(DescribeImagesCommand).rejects(new RepositoryNotFoundException({ message: 'no such repository', $metadata: {} }));
    await expect(push()).rejects.toThrow(
      `AWS refused when looking for ${image}: RepositoryNotFoundException: no such repository`,
    );
  });

  test('names a response without a password', async () => {
    ecr.on(GetAuthorizationTokenCommand).resolves({ authorizationData: [] });
    await expect(push()).rejects.toThrow(`AWS returned no password for ${registry}.`);
  });
});
