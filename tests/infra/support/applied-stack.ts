import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Client } from '../../../local/demo/client.ts';
import { createClient } from '../../../local/demo/client.ts';
import type { Cast } from '../../../local/demo/scenarios.ts';
import { createWitness, type Witness } from '../../../local/demo/witness.ts';
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
import { seed, seedAccounts } from '../../../local/seed.ts';
import { serviceNames } from '../../../local/stack.ts';
import type { Moto } from './moto.ts';
import { ofType, type Resource } from './state.ts';

type Environment = Record<string, string>;
type Queue = { arn: string; url: string; dead_letter_url: string };

/** What `terraform output -json` says. */
export type Outputs = {
  environments: Record<string, Environment>;
  queues: Record<string, Queue>;
  tables: Record<string, { name: string }>;
  secrets: { stripe_api_key: string };
};

export type AppliedStack = Cast & { witness: Witness; stop(): Promise<void> };

type Options = { moto: Moto; outputs: Outputs; resources: readonly Resource[] };

const withDatabase = ['auth', 'orders', 'billing', 'shipping'];

/**
 * The services and functions from their bundles, on the topics, queues, tables and keys that Terraform has made, with the
 * environment that it gives them. What no emulator can do stands in: the network, the gateway (with the routes and the
 * authorizer that were applied), Aurora, Stripe and the carrier.
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
  const stop = async () => {
    for (const part of started.toReversed()) await part.stop();
    await Promise.all([...(surroundings.running ?? [])].map((process) => process.stop()));
    for (const folder of [dataFolder, postgresHome(join(dataFolder, 'postgres'))])
      await rm(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await startParts({ moto, outputs, resources, dataFolder, surroundings, started })), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Start = Options & { dataFolder: string; surroundings: Surroundings; started: { stop(): Promise<void> }[] };

async function startParts(start: Start): Promise<Cast & { witness: Witness }> {
  const { moto, outputs, resources, dataFolder, surroundings, started } = start;
  const stopLater = <T extends { stop(): Promise<void> }>(part: T): T => {
    started.push(part);
    return part;
  };
  await Promise.all(['stripe', 'carrier'].map((name) => mkdir(join(dataFolder, name), { recursive: true })));
  const postgres = stopLater(await startPostgres({ folder: join(dataFolder, 'postgres'), roles: withDatabase, surroundings }));
  const stripe = stopLater(await startStripe({ dataFolder: join(dataFolder, 'stripe') }));
  const carrier = stopLater(await startCarrier({ dataFolder: join(dataFolder, 'carrier') }));
  for (const service of withDatabase)
    await runProgram({ service, program: 'migrate', env: { DATABASE_URL: postgres.adminUrl }, surroundings });

  const ports = Object.fromEntries(await Promise.all(serviceNames.map(async (name) => [name, await freePort()] as const)));
  const environmentOf = (name: string): Environment => ({
    ...moto.env,
    ...outputs.environments[name],
    JWKS_URL: `http://127.0.0.1:${ports.auth}/v1/auth/.well-known/jwks.json`,
    SHUTDOWN_GRACE_SECONDS: '0',
    ...(withDatabase.includes(name) && { DATABASE_URL: postgres.urlOf(name), DATABASE_AUTHENTICATION: 'password' }),
  });
  // As the container service does with what a task definition names by reference.
  const own: Record<string, Environment> = {
    billing: { STRIPE_API_KEY: await secretOf(moto, outputs.secrets.stripe_api_key), STRIPE_API_URL: stripe.url },
    shipping: { CARRIER_URL: carrier.url },
  };
  const services = serviceNames.map((name) =>
    createService({ name, env: { ...environmentOf(name), ...own[name] }, port: ports[name] ?? 0, surroundings }),
  );
  const host = (name: string) => startFunction({ name, env: environmentOf(name), surroundings });
  const [authorizer, timeline] = await Promise.all([
    host('authorizer'),
    host('timeline'),
    ...services.map((service) => service.start()),
  ]);
  started.push(...services, authorizer, timeline);
  stopLater(startEventSource({ endpoint: moto.url, queueUrl: fedQueue(resources, outputs), invoke: timeline.invoke }));
  const urls = Object.fromEntries(serviceNames.map((name) => [name, `http://127.0.0.1:${ports[name]}`]));
  const invoke = authorizer.invoke as GatewayOptions['authorizer'];
  const gateway = stopLater(await startGateway({ port: 0, services: urls, authorizer: invoke, ...appliedGateway(resources) }));

  const grantRole = (email: string, role: string) =>
    runProgram({
      service: 'auth',
      program: 'grant-role',
      args: [email, role],
      env: { DATABASE_URL: postgres.urlOf('auth') },
      surroundings,
    });
  const accounts = await seedAccounts({ gatewayUrl: gateway.url, grantRole, accountsFile: join(dataFolder, 'accounts.json') });
  await fill(moto, outputs);
  const signIn = async (role: string): Promise<Client> => {
    const client = createClient(gateway.url);
    await client.signIn(accounts.find((account) => account.role === role) ?? { email: role, password: '' });
    return client;
  };
  const witness = createWitness({
    dynamodb: moto.url,
    messaging: moto.url,
    deadLetterQueueUrls: Object.values(outputs.queues).map((queue) => queue.dead_letter_url),
    stripe: stripe.url,
    carrier: carrier.url,
    tables: { stock: nameOf(outputs, 'stock'), reservations: nameOf(outputs, 'reservations') },
  });
  started.push({ stop: async () => witness.close() });
  const [customer, operator, admin] = await Promise.all([signIn('customer'), signIn('operator'), signIn('admin')]);
  return { witness, customer, operator, admin };
}

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

const nameOf = ({ tables }: Outputs, table: string) => tables[table]?.name ?? '';

/** The queue that the applied event source mapping feeds the timeline from. */
function fedQueue(resources: readonly Resource[], { queues }: Outputs): string {
  const [mapping] = ofType(resources, 'aws_lambda_event_source_mapping');
  const queue = Object.values(queues).find(({ arn }) => arn === mapping?.values.event_source_arn);
  if (!queue) throw new Error('no queue feeds a function');
  return queue.url;
}

/** The routes and the authorizer's cache as they were applied: whom a route asks is what its integration is called. */
export function appliedGateway(resources: readonly Resource[]): Pick<GatewayOptions, 'routes' | 'authorizerCacheTtlSeconds'> {
  const integrations = new Map(
    ofType(resources, 'aws_apigatewayv2_integration').map(({ values, index }) => [values.id, String(index)]),
  );
  const [authorizer] = ofType(resources, 'aws_apigatewayv2_authorizer');
  const routes = ofType(resources, 'aws_apigatewayv2_route').map(({ values }) => ({
    routeKey: String(values.route_key),
    service: integrations.get(String(values.target).replace('integrations/', '')) ?? '',
    authorizer: values.authorization_type === 'CUSTOM' && values.authorizer_id === authorizer?.values.id,
  }));
  return { routes, authorizerCacheTtlSeconds: Number(authorizer?.values.authorizer_result_ttl_in_seconds) };
}
