import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { stringify } from 'yaml';
import { type Backends, startBackends } from '../../../local/backends.ts';
import { createClient } from '../../../local/demo/client.ts';
import type { Cast } from '../../../local/demo/scenarios.ts';
import { createWitness, type Witness } from '../../../local/demo/witness.ts';
import { commonEnvironment, functionEnvironments, serviceEnvironments } from '../../../local/environments.ts';
import { freePort } from '../../../local/free-port.ts';
import { createParts } from '../../../local/parts.ts';
import { readGatewaySettings, unthrottled } from '../../../local/resources/gateway/settings.ts';
import { startGateway } from '../../../local/resources/gateway.ts';
import { localAws } from '../../../local/resources/local-aws.ts';
import { postgresHome } from '../../../local/resources/postgres-program.ts';
import { seed, seedAccounts } from '../../../local/seed.ts';
import { serviceNames, servicesWithDatabase } from '../../../local/services.ts';
import { eventually } from '../../support/eventually.ts';
import type { ContainerEngine } from '../images/container-engine.ts';
import { type KubernetesObject, renderWith } from './helm.ts';
import { routesOf } from './ingress.ts';

export type PlayedChart = Cast & {
  witness: Witness;
  /** The base URL of the Ingress's routes. */
  url: string;
  objects: readonly KubernetesObject[];
  /** The running containers, by part. */
  containerOf: (part: string) => string;
  stop(): Promise<void>;
};

/** Everything that the chart deploys, each part with an image of its name. */
export const playedParts = [...serviceNames, 'timeline', 'media', 'dead-letters'] as const;

/**
 * The rendered chart, whose jobs and pods podman runs on this machine's network, with the local backends. Requests arrive
 * through the routes of its Ingress.
 */
export async function playChart({ podman }: ContainerEngine): Promise<PlayedChart> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'played-chart-'));
  const stops: (() => Promise<unknown>)[] = [
    () => rm(postgresHome(join(dataFolder, 'postgres')), { recursive: true, force: true }),
    () => rm(dataFolder, { recursive: true, force: true }),
  ];
  const stop = async () => {
    for (const each of stops.splice(0).toReversed()) await each();
  };
  try {
    const backends = await startOwnBackends(dataFolder, (each) => stops.push(each));
    const ports = Object.fromEntries(await Promise.all(playedParts.map(async (name) => [name, await freePort()] as const)));
    const gatewayPort = await freePort();
    const url = `http://127.0.0.1:${gatewayPort}`;
    const objects = await renderWith(valuesFor(backends, ports, url));
    stops.push(() => podman('pod', 'rm', '--all', '--force', '--time', '20'));
    await play(podman, objects, dataFolder);

    const services = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, `http://127.0.0.1:${port}`]));
    await Promise.all(Object.entries(services).map(([name, service]) => untilReady(podman, name, service)));
    const gateway = await startGateway({
      ...{ port: gatewayPort, services, routes: routesOf(objects) },
      settings: { ...readGatewaySettings(), throttle: unthrottled },
      authorizer: () => Promise.reject(new Error('An Ingress has no authorizer.')),
    });
    stops.push(gateway.stop);
    const cast = await fill({ podman, backends, url, dataFolder });
    const witness = createWitness(endpointsOf(backends));
    stops.push(async () => witness.close());
    return { ...cast, witness, url, objects, containerOf, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Podman = ContainerEngine['podman'];

const containerOf = (part: string) => `shop-cloudservices-${part}-pod-0-${part}`;

async function startOwnBackends(dataFolder: string, stopLater: (stop: () => Promise<unknown>) => void): Promise<Backends> {
  const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, `../../../infra/${name}.json`), 'utf8'));
  const starting = createParts({
    logFolder: join(dataFolder, 'logs'),
    onProgress: () => undefined,
    onUnexpectedExit: (_name, error) => console.error(error.message),
  });
  stopLater(() => starting.abandon('The test is over.'));
  const files = { tables: read('tables'), topology: read('topology'), media: read('media') };
  const started = startBackends({ ...files, parts: starting, dataFolder, roles: servicesWithDatabase, fresh: false });
  const entries = Object.entries(started).map(async ([name, backend]) => [name, await backend] as const);
  return Object.fromEntries(await Promise.all(entries)) as Backends;
}

const keysFolder = '/run/keys';

/** The values for a cluster whose pods share this machine's network. */
function valuesFor(backends: Backends, ports: Record<string, number>, gatewayUrl: string): object {
  const authUrl = `http://127.0.0.1:${ports.auth}`;
  const common = Object.entries(commonEnvironment({ ...backends, authUrl }));
  const signingKeys = `file:${keysFolder}/first.pem@2020-01-01T00:00:00Z`;
  const { auth, orders, billing, shipping, catalog } = serviceEnvironments(backends, { signingKeys, gatewayUrl });
  const secretOf = ({ DATABASE_URL }: { DATABASE_URL: string }) => ({ DATABASE_URL });
  const { media } = functionEnvironments(backends, gatewayUrl);
  const queueUrl = backends.messaging.queueUrls.orders ?? '';
  const own: Record<string, object> = {
    auth: {
      config: { SIGNING_KEYS: auth.SIGNING_KEYS },
      secrets: secretOf(auth),
      secretFiles: { secretName: 'token-keys', mountPath: keysFolder },
    },
    catalog: { config: pick(catalog, 'MEDIA_BUCKET', 'MEDIA_URL') },
    orders: { secrets: secretOf(orders) },
    billing: {
      config: pick(billing, 'STRIPE_API_URL'),
      secrets: { ...secretOf(billing), STRIPE_API_KEY: billing.STRIPE_API_KEY },
    },
    shipping: { config: pick(shipping, 'CARRIER_URL'), secrets: secretOf(shipping) },
    media: { config: pick(media, 'MEDIA_BUCKET', 'MEDIA_URL') },
  };
  return {
    image: { repositoryPrefix: 'localhost/cloudservices-', tag: 'test', pullPolicy: 'Never' },
    aws: { region: localAws.region, accountId: queueUrl.split('/').at(-2), sqsUrl: new URL(queueUrl).origin },
    config: { ...Object.fromEntries(common.filter(([name]) => !name.startsWith('AWS_'))), SHUTDOWN_GRACE_SECONDS: 0 },
    env: Object.fromEntries(common.filter(([name]) => name.startsWith('AWS_'))),
    parts: Object.fromEntries(playedParts.map((name) => [name, { ...own[name], port: ports[name] }])),
    migrate: { secrets: { DATABASE_URL: backends.postgres.adminUrl } },
    hostNetwork: true,
  };
}

const pick = (from: Record<string, string>, ...names: string[]) => Object.fromEntries(names.map((name) => [name, from[name]]));

/**
 * podman plays Deployments, Pods, ConfigMaps and Secrets, and refuses every other kind. So each job runs as the Pod that it
 * would create, and the rest of the chart is left out.
 */
async function play(podman: Podman, objects: readonly KubernetesObject[], folder: string): Promise<void> {
  const of = (kind: string) => objects.filter((object) => object.kind === kind);
  // podman stores Secrets in its own format: encoded for variables, as for files.
  const secrets = Object.fromEntries(of('Secret').map(({ metadata, data }) => [metadata.name, data]));
  for (const [name, data] of Object.entries({ ...secrets, 'token-keys': { data: tokenKeys() } })) {
    const file = join(folder, `${name}.json`);
    await writeFile(file, JSON.stringify(data));
    await podman('secret', 'create', name, file);
  }
  const jobs = of('Job').map(({ metadata, spec }) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadata, ...spec.template.metadata, name: metadata.name },
    spec: spec.template.spec,
  }));
  await playAll(podman, [...of('ConfigMap'), ...jobs], join(folder, 'jobs.yaml'));
  await Promise.all(jobs.map(({ metadata }) => succeeds(podman, `${metadata.name}-migrate`)));
  await playAll(podman, [...of('ConfigMap'), ...of('Deployment').map(playable)], join(folder, 'pods.yaml'));
}

async function playAll(podman: Podman, objects: readonly object[], file: string): Promise<void> {
  await writeFile(file, objects.map((object) => stringify(object)).join('---\n'));
  await podman('kube', 'play', file);
}

/**
 * Removes port mappings, which pods on the node's network do not need, and podman's health checks, which
 * need a curl that our images lack.
 */
function playable(deployment: KubernetesObject): KubernetesObject {
  const copy = structuredClone(deployment);
  for (const container of copy.spec.template.spec.containers) {
    container.ports = [];
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) delete container[probe];
  }
  return copy;
}

/** The token signing keys, which are in a Secret before the chart is installed. */
function tokenKeys(): Record<string, string> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { 'first.pem': privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

async function succeeds(podman: Podman, container: string): Promise<void> {
  if ((await podman('wait', container)) !== '0') throw new Error(`${container} failed:\n${await podman('logs', container)}`);
}

async function untilReady(podman: Podman, name: string, url: string): Promise<void> {
  await eventually(async () => (await fetch(`${url}/readyz`)).ok, 120).catch(async (cause) => {
    throw new Error(`${name} is not ready. Its log:\n${await podman('logs', containerOf(name))}`, { cause });
  });
}

type Filling = { podman: Podman; backends: Backends; url: string; dataFolder: string };

async function fill({ podman, backends, url, dataFolder }: Filling): Promise<Cast> {
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({ ...localAws, endpoint: backends.dynamodb.endpoint }));
  await seed({ dynamo, productsTable: 'products', stockTable: 'stock' });
  dynamo.destroy();
  // As in the chart's notes, with podman.
  const grantRole = async (email: string, role: string) =>
    void (await podman('exec', containerOf('auth'), '/usr/local/bin/node', '/app/grant-role.mjs', email, role));
  const accounts = await seedAccounts({ gatewayUrl: url, grantRole, accountsFile: join(dataFolder, 'accounts.json') });
  const signedIn = accounts.map(async (account) => {
    const client = createClient(url);
    await client.signIn(account);
    return [account.role, client] as const;
  });
  return Object.fromEntries(await Promise.all(signedIn)) as Cast;
}

const endpointsOf = ({ dynamodb, messaging, stripe, carrier }: Backends) => ({
  dynamodb: dynamodb.endpoint,
  messaging: messaging.endpoint,
  deadLetterQueueUrls: Object.entries(messaging.queueUrls).flatMap(([name, queueUrl]) =>
    name.endsWith('-dlq') ? [queueUrl] : [],
  ),
  stripe: stripe.url,
  carrier: carrier.url,
});
