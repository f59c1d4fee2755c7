import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DockerfileParser } from 'dockerfile-ast';
import { z } from 'zod';
import type { Event } from '#events/index.ts';
import { ConfigError, loadConfig } from '#shared/config/load-config.ts';
import { createContainerTool } from '../../infra/deploy/container-tool.ts';
import { distFolder } from '../../local/build.ts';
import { expectStatus } from '../../local/demo/client.ts';
import { scenarios } from '../../local/demo/scenarios.ts';
import { differences, traceOf } from '../../local/demo/trace.ts';
import { routes } from '../../local/generate/api.ts';
import { serviceNames } from '../../local/services.ts';
import { eventually } from '../support/eventually.ts';
import { createTestKey, goodClaims, signToken } from '../support/identity.ts';
import { images } from '../support/images.ts';
import { postForm } from '../support/media-bucket.ts';
import { type PlayedChart, playChart, playedParts } from './chart/played-chart.ts';
import { type ContainerEngine, openContainerEngine } from './images/container-engine.ts';
import { type RunningContainer, type RunOptions, runHardened } from './images/hardened-container.ts';
import { digestOf, digestsUnder, type ImageTree, readImage } from './images/image-files.ts';
import { moveInBeside, type Neighbour } from './images/neighbour.ts';
import { startRegistry } from './images/registry.ts';
import { audience, issuer, serviceSettings, signingKeyInside } from './images/service-settings.ts';
import { type BaseImages, importBaseImages, importForeignImages } from './images/stand-in-images.ts';

const root = join(import.meta.dirname, '..', '..');
const someId = '01890a5d-ac96-774b-bcce-b302099a8057';
const key = createTestKey();
const baseImages = readBaseImages();
const imageOf = (service: string) => `localhost/cloudservices-${service}:test`;

// For each service, a request that waits for the keys that verify its token, and the status once they arrive: the customer
// lacks the right, or the database is down.
const slowRequests = {
  auth: { method: 'GET', path: '/v1/auth/me', status: 503 },
  catalog: { method: 'POST', path: '/v1/catalog/products', status: 403 },
  orders: { method: 'GET', path: `/v1/orders/${someId}`, status: 503 },
  inventory: { method: 'POST', path: `/v1/inventory/${someId}/adjustments`, status: 403 },
  billing: { method: 'GET', path: `/v1/billing/payments/${someId}`, status: 503 },
  shipping: { method: 'POST', path: `/v1/shipping/shipments/${someId}/dispatch`, status: 403 },
} satisfies Record<(typeof serviceNames)[number], { method: string; path: string; status: number }>;

let engine: ContainerEngine;
let signingKeyFile: string;

beforeAll(async () => {
  engine = await openContainerEngine();
  signingKeyFile = join(engine.folder, 'signing-key.pem');
  writeFileSync(signingKeyFile, key.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  await chmod(signingKeyFile, 0o444);
  await importBaseImages(engine, baseImages);
});

afterAll(async () => {
  await engine?.close();
});

describe.each(serviceNames)('the image of %s', (service) => {
  let image: ImageTree;
  let container: RunningContainer;
  let neighbour: Neighbour;

  beforeAll(async () => {
    await buildImage({ service, tag: imageOf(service) });
    image = await readImage(engine, imageOf(service));
    container = await start(service);
    neighbour = await moveInBeside(container.pid);
  });

  afterAll(async () => {
    await neighbour?.leave();
  });

  test('is its base, node and the built bundle, byte for byte', async () => {
    const base = new Set((await readImage(engine, baseImages.runtime)).files.map(({ path }) => path));
    const added = image.files.filter(({ path, isDirectory }) => !isDirectory && !base.has(path)).map(({ path }) => path);
    const programs = added.filter((path) => !path.startsWith('app/'));
    expect(programs).toEqual(['usr/local/bin/node']);
    expect(digestOf(join(image.root, 'usr/local/bin/node'))).toBe(digestOf(process.execPath));
    expect(digestsUnder(join(image.root, 'app'))).toEqual(digestsUnder(join(distFolder, service)));
    const own = added.filter((path) => path.startsWith('app/'));
    const all = image.files.filter(({ isFile }) => isFile).map(({ path }) => path);
    process.stdout.write(`${service}: ${megabytes(all, image.root)} in all, ${megabytes(own, image.root)} its own\n`);
  });

  test('has no set-user-ID programs, no shell, no package manager, and nothing writable of its own', () => {
    const files = image.files.filter(({ isDirectory }) => !isDirectory);
    expect(files.filter(({ mode }) => mode & 0o6000)).toEqual([]);
    const programs = /^((ba|da|z|k|c|tc|fi|a)?sh|busybox|npm|npx|corepack|yarn|pnpm|apt(-get)?|dpkg)$/;
    expect(files.filter(({ path }) => programs.test(basename(path)))).toEqual([]);
    const ours = image.files.filter(({ path }) => path === 'app' || path.startsWith('app/') || path === 'usr/local/bin/node');
    expect(ours.filter(({ owner, mode }) => owner !== 0 || mode & 0o022)).toEqual([]);
    expect(ours.filter(({ mode }) => (mode & 0o004) === 0)).toEqual([]);
  });

  test('documents what it is and how to run it', async () => {
    const [{ Config: config }] = JSON.parse(await engine.podman('image', 'inspect', imageOf(service)));
    expect(config).toMatchObject({
      User: '65532:65532',
      Entrypoint: ['/usr/local/bin/node', '--enable-source-maps'],
      Cmd: ['/app/main.mjs'],
      WorkingDir: '/app',
      ExposedPorts: { '8080/tcp': {} },
    });
    expect(config.Env.filter((entry: string) => !entry.startsWith('PATH='))).toEqual(['NODE_ENV=production', 'PORT=8080']);
    expect(config.Labels).toMatchObject({
      'org.opencontainers.image.title': `cloudservices ${service}`,
      'org.opencontainers.image.version': 'v-test',
      'org.opencontainers.image.base.name': baseImages.runtime,
    });
  });

  test('serves without a store, as process 1, unprivileged and on a read-only file system', async () => {
    expect(await neighbour.ask('/healthz')).toMatchObject({ status: 200, body: JSON.stringify({ status: 'ok', service }) });
    expect([200, 503]).toContain((await neighbour.ask('/readyz')).status);
    const status = readFileSync(`/proc/${container.pid}/status`, 'utf8');
    const fieldOf = (name: string) => status.match(new RegExp(`^${name}:\\s+(.*)$`, 'm'))?.[1]?.split('\t');
    expect(readFileSync(`/proc/${container.pid}/cmdline`, 'utf8').split('\0')[0]).toBe('/usr/local/bin/node');
    expect(fieldOf('NSpid')?.at(-1)).toBe('1');
    expect(fieldOf('Uid')).toEqual(['65532', '65532', '65532', '65532']);
    expect(['CapPrm', 'CapEff', 'CapBnd'].map(fieldOf)).toEqual([
      ['0000000000000000'],
      ['0000000000000000'],
      ['0000000000000000'],
    ]);
    expect(fieldOf('NoNewPrivs')).toEqual(['1']);
    expect(readFileSync(`/proc/${container.pid}/mountinfo`, 'utf8')).toMatch(/^\d+ \d+ \S+ \S+ \/ ro[, ]/m);
  });

  test('passes its own health check', async () => {
    await engine.podman('healthcheck', 'run', container.name);
  });

  test('answers its pending request when told to stop, and exits with code 0', async () => {
    const { path, method, status } = slowRequests[service];
    const token = await signToken(key, goodClaims({ iss: issuer, aud: audience }));
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': someId };
    const answer = neighbour.ask(path, { method, headers });
    const early = answer.then(({ status }) =>
      Promise.reject(new Error(`It answered ${status} without having to wait for the keys.`)),
    );
    await Promise.race([neighbour.keysAreAskedFor(), early]);
    container.terminate();
    await eventually(() => container.log().includes('"msg":"stopping"'));
    neighbour.giveKeys([key.jwk]);
    expect(await answer).toMatchObject({ status, contentType: 'application/problem+json' });
    expect({ code: await container.exitCode(), log: container.log() }).toEqual({
      code: 0,
      log: expect.stringContaining('"msg":"stopped"'),
    });
  });

  test('exits with code 1 and lists everything missing without any settings', async () => {
    const { configSchema } = await import(join(root, 'containers', service, 'config.ts'));
    const complaints = { main: complaintOf(configSchema), migrate: complaintOf(z.object({ DATABASE_URL: z.string() })) };
    const programs = (['main', 'migrate'] as const).filter((name) => existsSync(join(root, 'containers', service, `${name}.ts`)));
    const failures = await Promise.all(
      programs.map(async (program) => {
        const failed = await runHardened(engine, { image: imageOf(service), command: [`/app/${program}.mjs`] });
        return [program, await failed.exitCode(), failed.log()];
      }),
    );
    expect(failures).toEqual(programs.map((program) => [program, 1, `${complaints[program]}\n`]));
  });
});

describe('the Dockerfile', () => {
  beforeAll(() => buildImage({ service: 'catalog', tag: imageOf('catalog') }));

  test('builds images that also run behind an init process', async () => {
    const container = await start('catalog', { withInit: true });
    expect(readFileSync(`/proc/${container.pid}/cmdline`, 'utf8')).not.toMatch(/^\/usr\/local\/bin\/node/);
    await engine.podman('healthcheck', 'run', container.name);
    container.terminate();
    expect(await container.exitCode()).toBe(0);
  });

  test('builds a health check that fails while nothing answers', async () => {
    const container = await runHardened(engine, { image: imageOf('catalog'), command: ['-e', 'setInterval(() => {}, 1000)'] });
    await expect(engine.podman('healthcheck', 'run', container.name)).rejects.toThrow();
    expect(await engine.podman('inspect', '--format', '{{.State.Status}}', container.name)).toBe('running');
  });

  test('builds for arm64 on any machine and pushes with a real tool, which is not left logged in', async () => {
    const registry = await startRegistry('password-of-twelve-hours');
    const registries = join(engine.folder, 'registries.conf');
    writeFileSync(registries, `[[registry]]\nlocation = "${registry.host}"\ninsecure = true\n`);
    const env = { ...process.env, ...engine.environment, CONTAINERS_REGISTRIES_CONF: registries, HOME: engine.folder };
    const podman = createContainerTool({ name: 'podman', env, folder: root, signal: undefined });
    const { node, runtime } = await importForeignImages(engine, 'arm64');
    const what = { image: `${registry.host}/cloudservices/orders:v1`, platform: 'linux/arm64', registry: registry.host };
    const buildArguments = { SERVICE: 'orders', VERSION: 'v1', NODE_IMAGE: node, RUNTIME_IMAGE: runtime };
    try {
      await podman.requireRunning();
      await podman.build({ ...what, file: 'containers/Dockerfile', buildArguments });
      await expect(podman.push({ ...what, password: 'wrong' })).rejects.toThrow('podman login has failed.');
      await podman.push({ ...what, password: 'password-of-twelve-hours' });
      const manifest = registry.manifests.get('cloudservices/orders:v1');
      expect(JSON.parse(String(registry.blobs.get(manifest?.config.digest ?? '')))).toMatchObject({
        architecture: 'arm64',
        config: { User: '65532:65532', Healthcheck: { Test: expect.arrayContaining(['CMD', '/usr/local/bin/node']) } },
      });
      await expect(engine.podman('login', '--get-login', registry.host)).rejects.toThrow('not logged into');
    } finally {
      await registry.stop();
    }
  });

  test.each(['', 'functions', 'nobody'])('builds no image of "%s"', async (service) => {
    await expect(buildImage({ service, tag: 'localhost/nothing:test' })).rejects.toThrow(/COPY.*no such file or directory/s);
  });
});

describe('the chart, run by podman', () => {
  let chart: PlayedChart;

  beforeAll(async () => {
    // The services' images are cached by now, unless this part runs alone.
    for (const part of playedParts) await buildImage({ service: part, tag: imageOf(part) });
    chart = await playChart(engine);
  });

  afterAll(() => chart?.stop());

  test.each(scenarios)('$title', async ({ title, file, play }) => {
    const golden = readFileSync(join(import.meta.dirname, '../saga/traces', file), 'utf8')
      .trimEnd()
      .split('\n');
    const { customer, witness } = chart;
    const deadLettersBefore = await witness.deadLetters();
    const { orderId } = await play(chart);
    await eventually(async () => {
      const timeline = customer.call<{ events: Event[] }>('GET', `/v1/orders/${orderId}/timeline`);
      const { events } = await expectStatus(timeline, 200);
      expect(differences(traceOf(title, events, await witness.slate(orderId, { deadLettersBefore })), golden)).toEqual([]);
    }, 30);
  });

  test('decodes a picture in the function that feeds itself', async () => {
    const { admin } = chart;
    const mouse = { name: 'Mouse', category: 'pets', price: { amount: 1, currency: 'USD' } };
    const { productId } = await expectStatus(admin.call<{ productId: string }>('POST', '/v1/catalog/products', mouse), 201);
    const png = images['image/png'];
    const asked = { contentType: 'image/png', byteLength: png.length };
    const offer = await expectStatus(admin.call<Offer>('POST', `/v1/catalog/products/${productId}/media`, asked), 201);
    expect((await postForm(offer.upload.url, offer.upload.fields, png)).status).toBe(204);
    await eventually(async () => {
      const product = await expectStatus(admin.call<{ mediaUrl?: string }>('GET', `/v1/catalog/products/${productId}`), 200);
      expect(product.mediaUrl).toBe(offer.mediaUrl);
    }, 30);
  });

  test('refuses, without the gateway’s authorizer, callers without a token or with one that no one signed', async () => {
    const forged = await signToken(key, goodClaims({ iss: 'https://cloudservices.local', aud: 'cloudservices' }));
    const guarded = routes().filter(({ authorizer }) => authorizer);
    expect(guarded.length).toBeGreaterThan(20);
    const answers = guarded.flatMap(({ routeKey }) =>
      [{}, { authorization: `Bearer ${forged}` }].map(async (headers) => {
        const [method = '', path = ''] = routeKey.split(' ');
        const { status } = await fetch(chart.url + path.replaceAll(/\{\w+\}/g, someId), { method, headers });
        return `${routeKey}: ${status}`;
      }),
    );
    expect([...new Set(await Promise.all(answers))]).toEqual(guarded.map(({ routeKey }) => `${routeKey}: 401`));
  });

  test('runs pods unprivileged, on a read-only file system, within their memory', async () => {
    const deployments = chart.objects.filter(({ kind }) => kind === 'Deployment');
    expect(deployments).toHaveLength(9);
    for (const { spec } of deployments) {
      const [{ name, resources }] = spec.template.spec.containers;
      const [inspected] = JSON.parse(await engine.podman('inspect', chart.containerOf(name)));
      expect(inspected.State.Status).toBe('running');
      expect(inspected.Config.User).toBe('65532:65532');
      expect(inspected.HostConfig).toMatchObject({ ReadonlyRootfs: true, Memory: bytesOf(resources.limits.memory) });
      expect([inspected.EffectiveCaps ?? [], inspected.BoundingCaps ?? []]).toEqual([[], []]);
    }
  });

  test('also shuts functions down cleanly when told to stop', async () => {
    for (const name of ['timeline', 'media', 'dead-letters']) {
      await engine.podman('stop', '--time', '30', chart.containerOf(name));
      expect(await engine.podman('inspect', '--format', '{{.State.ExitCode}}', chart.containerOf(name))).toBe('0');
    }
  });
});

type Offer = { upload: { url: string; fields: Record<string, string> }; mediaUrl: string };

const bytesOf = (quantity: string) => Number.parseInt(quantity, 10) * 1024 ** (quantity.endsWith('Gi') ? 3 : 2);

async function buildImage({ service, tag }: { service: string; tag: string }): Promise<void> {
  await engine.podman(
    'build',
    '--quiet',
    '--isolation=chroot',
    '--format=docker',
    '--layers',
    '--pull=never',
    `--build-arg=SERVICE=${service}`,
    '--build-arg=VERSION=v-test',
    `--file=${join(root, 'containers', 'Dockerfile')}`,
    `--tag=${tag}`,
    root,
  );
}

/** Runs a service with all its required settings, and waits until it listens. */
async function start(service: string, more: Partial<RunOptions> = {}): Promise<RunningContainer> {
  const container = await runHardened(engine, {
    image: imageOf(service),
    env: serviceSettings(service),
    files: { [signingKeyInside]: signingKeyFile },
    ...more,
  });
  await eventually(() => {
    const log = container.log();
    if (!log.includes('"msg":"listening"')) throw new Error(`${service} does not listen. Its log:\n${log}`);
  }, 20);
  return container;
}

/** The complaint about an empty environment. */
function complaintOf(schema: z.ZodObject): string {
  try {
    loadConfig(schema, {});
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('Nothing is missing.');
}

function readBaseImages(): BaseImages {
  const dockerfile = DockerfileParser.parse(readFileSync(join(root, 'containers', 'Dockerfile'), 'utf8'));
  const defaults = dockerfile.getInitialARGs().map((argument) => argument.getProperty());
  const defaultOf = (name: string) => defaults.find((property) => property?.getName() === name)?.getValue() ?? '';
  return { node: defaultOf('NODE_IMAGE'), runtime: defaultOf('RUNTIME_IMAGE') };
}

function megabytes(paths: readonly string[], folder: string): string {
  const bytes = paths.reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
