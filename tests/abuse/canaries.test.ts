import { createPrivateKey } from 'node:crypto';
import { globSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { publishers } from '#events/define-events.ts';
import { serviceNames, servicesWithDatabase } from '../../local/services.ts';
import { eventually } from '../support/eventually.ts';
import { useStack } from '../support/use-stack.ts';
import { auroraLogSettings } from './support/canaries/aurora-log-settings.ts';
import { createCanaries, findCanaries } from './support/canaries/canaries.ts';
import { carrierFailures, poison, stripeFailures } from './support/canaries/failures.ts';
import { startProvider } from './support/canaries/providers.ts';
import { createEavesdropper } from './support/canaries/queues.ts';
import { startReceiver } from './support/canaries/receiver.ts';
import { createStory, type Story } from './support/canaries/story.ts';
import { whileDatabaseRefuses, whileStoresAreAway } from './support/canaries/troubles.ts';
import { createPeople, type People } from './support/people.ts';
import { type Answer, createSender, type Sender } from './support/sender.ts';
import { unthrottled } from './support/unthrottled.ts';

const canaries = createCanaries();
/** The canaries, and the secrets that arise during the test. */
const secrets: Record<string, string> = { ...canaries };
/** A value that may be logged, which proves that the search finds things. */
const control = { requestId: 'canary-control-0123456789' };

const [stripe, carrier, traces] = await Promise.all([startProvider(), startProvider(), startReceiver()]);
process.env.OTEL_EXPORTER_OTLP_ENDPOINT = traces.url;
const dataFolder = mkdtempSync(join(tmpdir(), 'cloudservices-canaries-'));
const chatty = { LOG_LEVEL: 'debug' };
const aws = { ...chatty, AWS_SECRET_ACCESS_KEY: canaries.awsSecretKey };
const world = useStack({
  ...unthrottled,
  dataFolder,
  postgresSettings: auroraLogSettings(),
  env: {
    auth: { ...chatty, CDN_SECRET: canaries.cdnSecret },
    catalog: chatty,
    orders: aws,
    inventory: aws,
    billing: { ...aws, STRIPE_API_KEY: canaries.stripeKey, STRIPE_API_URL: stripe.url },
    shipping: { ...aws, CARRIER_URL: carrier.url },
    authorizer: chatty,
    timeline: chatty,
    media: chatty,
  },
});

let people: People;
let sender: Sender;
let story: Story;
let eavesdropper: Awaited<ReturnType<typeof createEavesdropper>>;
let heard: { events: Heard[]; deadLetters: Heard[] };
let refused: number[];
let away: Record<string, number[]>;
const printed: string[] = [];

beforeAll(async () => {
  for (const level of ['log', 'info', 'warn', 'error'] as const)
    jest.spyOn(console, level).mockImplementation((...said) => void printed.push(said.map(String).join(' ')));
  const { stack } = world;
  stripe.target = stack.backends.stripe.url;
  carrier.target = stack.backends.carrier.url;
  people = createPeople(stack);
  sender = createSender();
  eavesdropper = await createEavesdropper(stack.backends);
  Object.assign(secrets, databasePasswords(), signingKeyParts());
  story = createStory({ stack, people, sender, canaries, secrets });

  const [operator, admin] = [await people.create('operator'), await people.create('admin')];
  let customer = await story.signUp();
  const [row] = await people.sql`select password_hash from auth.users where email = ${canaries.email}`;
  secrets['password hash'] = String(row?.password_hash);
  await story.shop(customer, operator, admin);
  await story.beMalformed([undefined, customer, admin]);
  // One of the requests ended all sessions.
  customer = await story.signInAgain(customer);
  await story.withFailing(stripe, stripeFailures(canaries), customer);
  await story.withFailing(carrier, carrierFailures(canaries), customer);
  const setting = { stack, people, story, canaries, customer };
  refused = await whileDatabaseRefuses(setting, () => logs().some(({ text }) => text.includes('"msg":"message failed"')));
  away = await whileStoresAreAway(setting, control.requestId);
  await sendPoison();
  await story.ask('DELETE', '/v1/auth/me', { as: customer, body: { password: canaries.wrongPassword } });
  await story.ask('DELETE', '/v1/auth/me', { as: customer, body: { password: canaries.newPassword } });
  heard = { events: await eavesdropper.events(), deadLetters: await eavesdropper.deadLetters() };
}, 240_000);

afterAll(async () => {
  jest.restoreAllMocks();
  eavesdropper?.close();
  sender?.close();
  await people?.close();
  await Promise.all([stripe.stop(), carrier.stop(), traces.stop()]);
});

it('was sent through every path that could leak it', () => {
  expect(Object.keys(secrets).length).toBeGreaterThanOrEqual(30);
  const statuses = new Set(story.told.map(({ answer }) => answer.status));
  expect([...statuses].sort()).toEqual(expect.arrayContaining([200, 201, 202, 204, 400, 401, 403, 404, 409, 415, 422, 500, 503]));
  expect([stripe.failed, carrier.failed].every((times) => times >= 4)).toBe(true);
  expect(refused).toEqual([500, 500]);
  for (const store of ['PostgreSQL', 'DynamoDB']) expect(away[store]).toContain(503);
  const said = logs()
    .map(({ text }) => text)
    .join('');
  for (const message of [
    'request failed',
    'request refused temporarily',
    'message parked',
    'message failed',
    'message will be retried',
  ])
    expect(said).toContain(`"msg":"${message}"`);
  expect(heard.deadLetters.length).toBeGreaterThanOrEqual(poison(canaries).length * publishers.length);
  process.stdout.write(
    `  canaries: ${Object.keys(secrets).length} secrets over ${story.told.length} requests, ${heard.events.length} events and ` +
      `${heard.deadLetters.length} dead letters; searched ${logs().length} logs of ${Math.round(said.length / 1024)} KB\n`,
  );
});

it('does not appear in any log of any process', () => {
  const found = logs().flatMap(({ name, text }) =>
    text
      .split('\n')
      .flatMap((line) => findCanaries(line, secretsOf(name)).map((canary) => `${name}: ${canary}: ${line.slice(0, 300)}`)),
  );
  expect(found.slice(0, 20)).toEqual([]);
});

it('does not appear in any trace of any service', async () => {
  const services = ['gateway', ...serviceNames];
  // The spans of the last requests are still being collected.
  await eventually(() => services.every((service) => traces.received.some((text) => text.includes(`"${service}"`))));
  const found = traces.received.flatMap((text) =>
    findCanaries(text, secrets).map((canary) => `${canary}: ${around(text, canary)}`),
  );
  expect(found.slice(0, 20)).toEqual([]);
});

it('is not echoed to callers who are refused', () => {
  const found = story.told
    .filter(({ answer }) => answer.status >= 400)
    .flatMap(({ asked, path, answer }) =>
      findCanaries(withoutOwnPath(answer.text, path), secretsIn(answer)).map(
        (canary) => `${asked}: ${canary}: ${answer.text.slice(0, 300)}`,
      ),
    );
  expect(found.slice(0, 20)).toEqual([]);
});

it('is published only where the parcel or the payment needs it, to the services concerned', () => {
  const found = heard.events.flatMap(({ Body = '', MessageAttributes }) => {
    const { data, type, ...envelope } = JSON.parse(Body) as { type: string; data: unknown };
    const allowed = allowedInData[type] ?? [];
    const inData = findCanaries(JSON.stringify(data), secrets).filter((canary) => !allowed.includes(canary));
    const around = findCanaries(JSON.stringify([envelope, type, MessageAttributes]), secrets);
    return [...inData, ...around].map((canary) => `${type}: ${canary}`);
  });
  expect(found).toEqual([]);
  expect(heard.events.some(({ Body = '' }) => Body.includes(canaries.line1))).toBe(true);
});

it('does not appear in the reason for parking a message', () => {
  const reasons = heard.deadLetters.map(({ MessageAttributes }) => JSON.stringify(MessageAttributes ?? {}));
  expect(reasons.filter((reason) => reason.includes('reason')).length).toBeGreaterThan(0);
  expect(reasons.flatMap((reason) => findCanaries(reason, secrets).map((canary) => `${canary}: ${reason}`))).toEqual([]);
  // The letters themselves are kept as received, or they could not be sent again.
  expect(heard.deadLetters.some(({ Body = '' }) => Body.includes(canaries.poisonText))).toBe(true);
});

it('would have been found: the search finds loggable values, both plain and encoded', () => {
  expect(logs().some(({ text }) => findCanaries(text, control).length > 0)).toBe(true);
  for (const text of [
    `{"msg":"x","user":"${canaries.email.toUpperCase()}"}`,
    Buffer.from(`{"password":"${canaries.password}"}`).toString('base64'),
    `GET /?q=${encodeURIComponent(canaries.line1)}`,
    Buffer.from(canaries.city).toString('hex'),
  ])
    expect(findCanaries(text, secrets)).toHaveLength(1);
});

const around = (text: string, canary: string) => {
  const at = text.toLowerCase().indexOf((secrets[canary] ?? '').toLowerCase());
  return text.slice(Math.max(0, at - 150), at + 150);
};

type Heard = Awaited<ReturnType<typeof eavesdropper.events>>[number];

// Billing needs the card and shipping the address; the timeline keeps both, for their owner and the operators.
const allowedInData: Record<string, string[]> = {
  OrderPlaced: ['card', 'shipToName', 'line1', 'line2', 'city', 'region', 'postalCode', 'phone'],
};

/** Everything that any process printed: ours, the emulators and PostgreSQL, and what runs in this process, such as the gateway. */
function logs(): { name: string; text: string }[] {
  const folder = join(dataFolder, 'logs');
  const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
  return [...files, { name: 'this process', text: printed.join('\n') }];
}

/** A problem's `instance` is the requested path. */
const withoutOwnPath = (text: string, path: string) => text.replaceAll(path.split('?')[0] ?? '', '');

/** PostgreSQL logs what these tests' trigger raises, in the tests' own words. */
function secretsOf(log: string): Record<string, string> {
  const { refusedName, ...others } = secrets;
  return log === 'postgresql.log' ? others : secrets;
}

/** A caller may be told the name of their unknown key, but never its value. */
function secretsIn({ status }: Answer): Record<string, string> {
  const { keyName, ...others } = secrets;
  return status === 422 ? others : secrets;
}

function databasePasswords(): Record<string, string> {
  const { urlOf, adminUrl } = world.stack.backends.postgres;
  const urls = [...servicesWithDatabase.map((role) => [role, urlOf(role)] as const), ['administrator', adminUrl] as const];
  return Object.fromEntries(urls.map(([role, url]) => [`database password of ${role}`, new URL(url).password]));
}

function signingKeyParts(): Record<string, string> {
  const [file = ''] = globSync('**/*.pem', { cwd: dataFolder });
  const pem = readFileSync(join(dataFolder, file), 'utf8');
  const { d = '' } = createPrivateKey(pem).export({ format: 'jwk' });
  return { 'signing key': d, 'signing key as PEM': pem.split('\n')[1] ?? '' };
}

/** To every consumer: services park it at once, functions only after many tries. */
async function sendPoison(): Promise<void> {
  const queues = [...publishers, 'timeline', 'media'].filter((queue) => queue in world.stack.backends.messaging.queueUrls);
  for (const queue of queues) for (const body of poison(canaries)) await eavesdropper.send(queue, body, 'OrderPlaced');
  const expected = poison(canaries).length * publishers.length;
  await eventually(async () => (await eavesdropper.deadLetters()).length >= expected, 60);
}
