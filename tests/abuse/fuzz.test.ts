import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { products } from '../../local/seed.ts';
import { serviceNames } from '../../local/services.ts';
import { useStack } from '../support/use-stack.ts';
import { operations } from './support/api.ts';
import { createCast, type FuzzCast } from './support/fuzz/cast.ts';
import { fuzz } from './support/fuzz/run.ts';
import { createPeople, type People } from './support/people.ts';
import { plantDeadLetters } from './support/plant-dead-letters.ts';
import { createSender, type Sender } from './support/sender.ts';
import { unthrottled } from './support/unthrottled.ts';

const requests = Number(process.env.FUZZ_REQUESTS || 100_000);
const seed = Number(process.env.FUZZ_SEED || Math.floor(Math.random() * 2 ** 31));
const minutesMax = 40;

const world = useStack(unthrottled);
let people: People;
let sender: Sender;
let cast: FuzzCast;
let result: Awaited<ReturnType<typeof fuzz>>;
let processes: Record<string, number | undefined>;

beforeAll(async () => {
  people = createPeople(world.stack);
  sender = createSender();
  cast = await createCast({ stack: world.stack, people });
  for (const { productId } of Object.values(products)) cast.keep('product', productId);
  for (const name of ['One', 'Two', 'Three']) cast.keep('stocked', await offer(name, 1_000_000));
  for (const name of ['Four', 'Five']) cast.keep('archivable', await offer(name, 1));
  for (const id of await plantDeadLetters(world.stack, 100)) cast.keep('deadLetter', id);
  processes = processIds();
  const began = performance.now();
  result = await fuzz({ cast, sender, requests, seed });
  const seconds = Math.round((performance.now() - began) / 1000);
  const { coverage, failures } = result;
  const figures = [
    `${coverage.total().toLocaleString('en')} requests in ${seconds} s`,
    `${coverage.succeeded().toLocaleString('en')} succeeded on ${operations.length - coverage.withoutSuccess().length} of ${operations.length} routes`,
    `${failures.length} answers not as documented`,
    `seed ${seed}`,
  ];
  process.stdout.write(`  fuzz: ${figures.join(', ')}\n`);
  const unseen = coverage.unseen();
  if (unseen.length > 0) process.stdout.write(`  fuzz: documented and never met: ${unseen.join(', ')}\n`);
}, minutesMax * 60_000);

afterAll(async () => {
  sender?.close();
  await people?.close();
});

it('answers every request as documented, never with an internal error', () => {
  expect(result.failures.join('\n\n')).toBe('');
  expect(result.coverage.total()).toBeGreaterThanOrEqual(requests);
});

/** Requests cannot cause a failing undo, an unsettled or old order, or differing books; the matrix covers these routes. */
const isForTrouble = (key: string): boolean =>
  /\/(resolve|nudge|park|resume|retell|release|recount|archive|forget-address)$/.test(key);

it('reaches the purpose of every route, not just its checks', () => {
  const { coverage } = result;
  expect(coverage.withoutSuccess().filter((key) => !isForTrouble(key))).toEqual([]);
  expect(coverage.succeeded() / coverage.total()).toBeGreaterThan(0.15);
});

it('leaves every process alive, and an order still completes', async () => {
  expect(processIds()).toEqual(processes);
  const { customer } = world;
  await customer.signIn(cast.members.customer.person);
  const productId = await offer('After the storm', 1);
  const { body } = await customer.place({ lines: [{ productId, quantity: 1 }] });
  await customer.orderWhen(body.orderId, ({ status, settled }) => settled && status === 'CONFIRMED', 60);
}, 120_000);

/** A product for sale with this much stock. */
async function offer(name: string, pieces: number): Promise<string> {
  const { admin } = world;
  await admin.signIn(cast.members.admin.person);
  const product = { name, category: 'fuzz', price: { amount: 100, currency: 'USD' } };
  const { productId } = (await admin.call<{ productId: string }>('POST', '/v1/catalog/products', product)).body;
  const adjustment = { delta: pieces, reason: 'to be ordered' };
  const key = { 'idempotency-key': productId };
  expect((await admin.call('POST', `/v1/inventory/${productId}/adjustments`, adjustment, key)).status).toBe(200);
  return productId;
}

const processIds = () => Object.fromEntries(serviceNames.map((name) => [name, world.stack.services[name].pid]));
