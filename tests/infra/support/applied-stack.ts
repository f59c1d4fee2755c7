import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Client, createClient } from '../../../local/demo/client.ts';
import type { Cast } from '../../../local/demo/scenarios.ts';
import { createWitness, type Endpoints, type Witness } from '../../../local/demo/witness.ts';
import { freePort } from '../../../local/free-port.ts';
import type { Surroundings } from '../../../local/resource.ts';
import { startCarrier } from '../../../local/resources/carrier.ts';
import { startEventSource } from '../../../local/resources/event-source.ts';
import { startFunction } from '../../../local/resources/function-host.ts';
import { type GatewayOptions, startGateway } from '../../../local/resources/gateway.ts';
import { startPostgres } from '../../../local/resources/postgres.ts';
import { postgresHome } from '../../../local/resources/postgres-program.ts';
import { createService, runProgram } from '../../../local/resources/service.ts';
import { startStripe } from '../../../local/resources/stripe.ts';
import { type Account, seed, seedAccounts } from '../../../local/seed.ts';
import { serviceNames, servicesWithDatabase } from '../../../local/services.ts';
import { appliedGateway } from './applied-gateway.ts';
import type { Moto } from './moto.ts';
import { ofType, type Resource } from './state.ts';

type Environment = Record<string, string>;
type Queue = { arn: string; url: string; dead_letter_arn: string; dead_letter_url: string };

/** The output of `terraform output -json`. */
export type Outputs = {
  environments: Record<string, Environment>;
  queues: Record<string, Queue>;
  tables: Record<string, { name: string }>;
  secrets: { cdn_secret: string; stripe_api_key: string };
};

export type AppliedStack = Cast & { witness: Witness; stop(): Promise<void> };

type Options = { moto: Moto; outputs: Outputs; resources: readonly Resource[] };

/**
 * The services and functions from their bundles, using the topics, queues, tables and keys that Terraform created, with the
 * environment that it sets. Stand-ins replace what no emulator supports: the network, the gateway (with the applied routes and
 * authorizer), Aurora, Stripe and the carrier.
 */
export async function startAppliedStack({ moto, outputs, resources }: Options): Promise<AppliedStack> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'applied-stack-'));
  const leave = new AbortController();
  const surroundings: Surroundings = {
    logFolder: join(dataFolder, 'logs'),
    signal: leave.signal,
    running: new Set(),
    onUnexpectedExit: (_name, error) => console.error(error.message),
  };
  const started: { stop(): Promise<void> }[] = [];
  const stopLater: Start['stopLater'] = (part) => {
    started.push(part);
    return part;
  };
  const stop = async () => {
    const failures: unknown[] = [];
    for (const part of started.toReversed()) await part.stop().catch((error) => failures.push(error));
    await Promise.all([...(surroundings.running ?? [])].map((process) => process.stop()));
    for (const folder of [dataFolder, postgresHome(join(dataFolder, 'postgres'))])
      await rm(folder, { recursive: true, force: true });
    if (failures.length > 0) throw failures[0];
  };
  try {
    return { ...(await startParts({ moto, outputs, resources, dataFolder, surroundings, stopLater })), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Start = Options & {
  dataFolder: string;
  surroundings: Surroundings;
  /** Registers a part to be stopped at the end, last one first. */
  stopLater: <T extends { stop(): Promise<void> }>(part: T) => T;
};

async function startParts(start: Start): Promise<Cast & { witness: Witness }> {
  const providers = await startProviders(start);
  const services = await startServices(start, providers);
  const { moto, outputs, resources, stopLater, surroundings, dataFolder } = start;
  for (const name of ['timeline', 'media', 'dead-letters'] as const)
    for (const queueUrl of fedQueues(start, name))
      stopLater(startEventSource({ endpoint: moto.url, queueUrl, invoke: services[name].invoke }));
  const authorizer = services.authorizer.invoke as GatewayOptions['authorizer'];
  const gateway = stopLater(await startGateway({ port: 0, services: services.urls, authorizer, ...appliedGateway(resources) }));

  await fill(moto, outputs);
  const env = { DATABASE_URL: providers.postgres.urlOf('auth') };
  const grantRole = (email: string, role: string) =>
    runProgram({ service: 'auth', program: 'grant-role', args: [email, role], env, surroundings });
  const accounts = await seedAccounts({ gatewayUrl: gateway.url, grantRole, accountsFile: join(dataFolder, 'accounts.json') });
  const cast = await castOf(gateway.url, accounts);
  const witness = createWitness(endpointsOf(start, providers));
  stopLater({ stop: async () => witness.close() });
  return { witness, ...cast };
}

type Providers = Awaited<ReturnType<typeof startProviders>>;

/** What AWS and partners run, and no emulated account has: a database with its schemas, Stripe, the carrier. */
async function startProviders({ dataFolder, surroundings, stopLater }: Start) {
  const folder = async (name: string) => join(dataFolder, await mkdir(join(dataFolder, name)).then(() => name));
  const postgres = stopLater(
    await startPostgres({ folder: join(dataFolder, 'postgres'), roles: servicesWithDatabase, surroundings }),
  );
  for (const service of servicesWithDatabase)
    await runProgram({ service, program: 'migrate', env: { DATABASE_URL: postgres.adminUrl }, surroundings });
  const stripe = stopLater(await startStripe({ dataFolder: await folder('stripe') }));
  const carrier = stopLater(await startCarrier({ dataFolder: await folder('carrier') }));
  return { postgres, stripe, carrier };
}

/** Services and functions with the environment that Terraform sets, except for the stand-ins' addresses. */
async function startServices({ moto, outputs, surroundings, stopLater }: Start, { postgres, stripe, carrier }: Providers) {
  const ports = new Map(await Promise.all(serviceNames.map(async (name) => [name as string, await freePort()] as const)));
  const urls = Object.fromEntries(serviceNames.map((name) => [name, `http://127.0.0.1:${ports.get(name)}`]));
  const database = (name: string) => ({ DATABASE_URL: postgres.urlOf(name), DATABASE_AUTHENTICATION: 'password' });
  // ECS also resolves what a task definition references.
  const cdnSecret = await secretOf(moto, outputs.secrets.cdn_secret);
  const stripeKey = await secretOf(moto, outputs.secrets.stripe_api_key);
  const own: Record<string, Environment> = {
    auth: { ...database('auth'), CDN_SECRET: cdnSecret },
    orders: database('orders'),
    billing: { ...database('billing'), STRIPE_API_KEY: stripeKey, STRIPE_API_URL: stripe.url },
    shipping: { ...database('shipping'), CARRIER_URL: carrier.url },
  };
  const environmentOf = (name: string): Environment => ({
    ...moto.env,
    ...outputs.environments[name],
    JWKS_URL: `${urls.auth}/v1/auth/.well-known/jwks.json`,
    SHUTDOWN_GRACE_SECONDS: '0',
    ...own[name],
  });
  const services = serviceNames.map((name) =>
    createService({ name, env: environmentOf(name), port: ports.get(name) ?? 0, surroundings }),
  );
  const host = (name: string) => startFunction({ name, env: environmentOf(name), surroundings });
  const [authorizer, timeline, media, deadLetters] = await Promise.all([
    host('authorizer'),
    host('timeline'),
    host('media'),
    host('dead-letters'),
    ...services.map((service) => service.start()),
  ]);
  for (const part of [...services, authorizer, timeline, media, deadLetters]) stopLater(part);
  return { urls, authorizer, timeline, media, 'dead-letters': deadLetters };
}

async function castOf(gatewayUrl: string, accounts: Account[]): Promise<Cast> {
  const signIn = async (role: Account['role']): Promise<Client> => {
    const account = accounts.find((candidate) => candidate.role === role);
    if (!account) throw new Error(`no one has the role ${role}`);
    const client = createClient(gatewayUrl);
    await client.signIn(account);
    return client;
  };
  const [customer, operator, admin] = await Promise.all([signIn('customer'), signIn('operator'), signIn('admin')]);
  return { customer, operator, admin };
}

const endpointsOf = ({ moto, outputs }: Start, { stripe, carrier }: Providers): Endpoints => ({
  dynamodb: moto.url,
  messaging: moto.url,
  deadLetterQueueUrls: Object.values(outputs.queues).map((queue) => queue.dead_letter_url),
  stripe: stripe.url,
  carrier: carrier.url,
  tables: {
    stock: nameOf(outputs, 'stock'),
    reservations: nameOf(outputs, 'reservations'),
    deadLetters: nameOf(outputs, 'dead-letters'),
  },
});

async function secretOf({ env, url }: Moto, SecretId: string): Promise<string> {
  const client = new SecretsManagerClient({ endpoint: url, ...credentialsIn(env) });
  return (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString ?? '';
}

async function fill({ env, url }: Moto, outputs: Outputs): Promise<void> {
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: url, ...credentialsIn(env) }));
  await seed({ dynamo, productsTable: nameOf(outputs, 'products'), stockTable: nameOf(outputs, 'stock') });
}

const credentialsIn = ({ AWS_REGION = '', AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' }: Environment) => ({
  region: AWS_REGION,
  credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
});

function nameOf({ tables }: Outputs, table: string): string {
  const found = tables[table];
  if (!found) throw new Error(`there is no table ${table} among the outputs`);
  return found.name;
}

/** The queues that the applied event source mappings feed to a function. */
function fedQueues({ resources, outputs }: Start, name: string): string[] {
  const fed = ofType(resources, 'aws_lambda_event_source_mapping')
    .filter(({ values }) => values.function_name.endsWith(`-${name}`))
    .map(({ values }) => values.event_source_arn);
  const urls = Object.values(outputs.queues).flatMap(({ arn, url, dead_letter_arn, dead_letter_url }) => [
    ...(fed.includes(arn) ? [url] : []),
    ...(fed.includes(dead_letter_arn) ? [dead_letter_url] : []),
  ]);
  if (urls.length !== fed.length || urls.length === 0) throw new Error(`not every queue that feeds ${name} is among the outputs`);
  return urls;
}
