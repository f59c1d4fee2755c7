import { randomUUID } from 'node:crypto';
import type { OrderView } from '../../../../containers/orders/view.ts';
import type { Stack } from '../../../../local/stack.ts';
import { eventually } from '../../../support/eventually.ts';
import type { People, Person } from '../people.ts';
import { plantDeadLetters } from '../plant-dead-letters.ts';
import type { Answer, Sender, Wire } from '../sender.ts';
import type { Actor } from './rules.ts';

/** `open` is an order that can still be cancelled, `ready` one that is confirmed and can be dispatched. */
export type OrderState = 'open' | 'ready' | 'dispatched';
export type ProductState = 'for sale' | 'archived';
export type Member = Exclude<Actor, 'anonymous'>;
export type Fixtures = Awaited<ReturnType<typeof createFixtures>>;

type Surroundings = { stack: Stack; people: People; sender: Sender };

/** The objects that requests are about, created as their owners would, directly at the services. */
export async function createFixtures({ stack, people, sender }: Surroundings) {
  const roleOf = { customer: 'customer', 'other customer': 'customer', operator: 'operator', admin: 'admin' } as const;
  const create = (actor: Member) => people.create(roleOf[actor]);
  const members: Record<Member, Person> = {
    customer: await create('customer'),
    'other customer': await create('other customer'),
    operator: await create('operator'),
    admin: await create('admin'),
  };
  const shared = new Map<string, Promise<string>>();

  async function ask(as: Person, request: Omit<Wire, 'base' | 'headers'>, status: number): Promise<Answer> {
    const base = stack.services[serviceOf(request.path)].url;
    const headers = { ...headersOf(as), 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    const answer = await sender.send({ ...request, base, headers });
    if (answer.status !== status) throw new Error(`${request.method} ${request.path}: ${answer.status} ${answer.text}`);
    return answer;
  }

  async function makeProduct(state: ProductState): Promise<string> {
    const body = JSON.stringify(someProduct());
    const added = await ask(members.admin, { method: 'POST', path: '/v1/catalog/products', body }, 201);
    const { productId } = JSON.parse(added.text) as { productId: string };
    const path = `/v1/inventory/${productId}/adjustments`;
    await ask(members.admin, { method: 'POST', path, body: JSON.stringify({ delta: 500, reason: 'received' }) }, 200);
    if (state === 'archived') await ask(members.admin, { method: 'DELETE', path: `/v1/catalog/products/${productId}` }, 204);
    return productId;
  }

  async function offerUpload(productId: string): Promise<string> {
    const body = JSON.stringify({ contentType: 'image/png', byteLength: 68 });
    const offered = await ask(members.admin, { method: 'POST', path: `/v1/catalog/products/${productId}/media`, body }, 201);
    return (JSON.parse(offered.text) as { uploadId: string }).uploadId;
  }

  async function beginRun(): Promise<string> {
    const body = JSON.stringify({ reason: 'looked into', from: '2026-01-01T00:00:00Z', before: '2026-01-02T00:00:00Z' });
    const begun = await ask(members.operator, { method: 'POST', path: '/v1/ops/reconciliations', body }, 201);
    return (JSON.parse(begun.text) as { runId: string }).runId;
  }

  async function makeOrder(owner: Member, state: OrderState): Promise<string> {
    const productId = await once('product for sale', () => makeProduct('for sale'));
    const person = members[owner];
    const body = JSON.stringify(somePlacement(productId, person));
    const { orderId } = JSON.parse((await ask(person, { method: 'POST', path: '/v1/orders', body }, 202)).text) as OrderView;
    if (state === 'open') return orderId;
    await eventually(async () => (await statusOf(owner, orderId)) === 'CONFIRMED settled', 30);
    if (state === 'ready') return orderId;
    await ask(members.operator, { method: 'POST', path: `/v1/shipping/shipments/${orderId}/dispatch` }, 200);
    await eventually(async () => (await statusOf(owner, orderId)) === 'SHIPPED settled', 30);
    return orderId;
  }

  async function statusOf(owner: Member, orderId: string): Promise<string> {
    const { text } = await ask(members[owner], { method: 'GET', path: `/v1/orders/${orderId}` }, 200);
    const { status, settled } = JSON.parse(text) as OrderView;
    return settled ? `${status} settled` : status;
  }

  function once(name: string, make: () => Promise<string>): Promise<string> {
    const made = shared.get(name) ?? make();
    shared.set(name, made);
    return made;
  }

  return {
    members,
    /** Someone like a member, for requests that would end the member's own sessions. */
    double: create,
    signIn: people.signIn,
    statusOf,
    freshOrder: makeOrder,
    freshProduct: makeProduct,
    /** A member's order that all the callers without access ask about. */
    order: (owner: Member, state: OrderState) => once(`${state} order of ${owner}`, () => makeOrder(owner, state)),
    /** Someone whom nothing else depends on. */
    account: () => once('account', async () => (await people.create()).userId),
    /** A started comparison of the books. */
    run: () => once('run', beginRun),
    deadLetter: async () => (await plantDeadLetters(stack, 1))[0] ?? '',
    product: (state: ProductState) => once(`product ${state}`, () => makeProduct(state)),
    /** An upload for which a form was issued. */
    upload: (productId: string) => once(`upload of ${productId}`, () => offerUpload(productId)),
    ask,
  };
}

export const headersOf = (person: Person | undefined): Record<string, string> =>
  person ? { authorization: `Bearer ${person.accessToken}` } : {};

export const someProduct = () => ({
  name: `Product ${randomUUID()}`,
  category: 'matrix',
  price: { amount: 100, currency: 'USD' },
});

/** An order to an address that names its owner, so that it is recognized wherever it leaks. */
export const somePlacement = (productId: string, { name }: Person) => ({
  lines: [{ productId, quantity: 1 }],
  paymentMethod: 'pm_card_visa',
  shipTo: { name, line1: `Line1-of-${name}`, city: `City-of-${name}`, postalCode: '10115', country: 'DE' },
});

function serviceOf(path: string): keyof Stack['services'] {
  const [, , name = ''] = path.split('/');
  return (name === 'ops' ? 'orders' : name) as keyof Stack['services'];
}
