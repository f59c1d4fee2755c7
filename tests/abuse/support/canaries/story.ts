import { randomUUID } from 'node:crypto';
import type { OrderView } from '../../../../containers/orders/view.ts';
import { products } from '../../../../local/seed.ts';
import type { Stack } from '../../../../local/stack.ts';
import { eventually } from '../../../support/eventually.ts';
import { operations } from '../api.ts';
import { inLanes } from '../lanes.ts';
import type { People, Person } from '../people.ts';
import type { Answer, Sender } from '../sender.ts';
import type { Canaries } from './canaries.ts';
import { malformedRequests } from './malformed.ts';
import type { Failure, Provider } from './providers.ts';

export type Told = { asked: string; path: string; answer: Answer };

export type Story = ReturnType<typeof createStory>;

type Options = {
  stack: Stack;
  people: People;
  sender: Sender;
  canaries: Canaries;
  /** Everything that must not be disclosed; grows with the issued tokens. */
  secrets: Record<string, string>;
};

/** What people do on the platform, with canaries in everything they enter. Records every response. */
export function createStory({ stack, people, sender, canaries, secrets }: Options) {
  const told: Told[] = [];
  const product = products.mouse.productId;

  async function ask(
    method: string,
    path: string,
    { as, body, headers = {}, base = stack.gatewayUrl }: Ask = {},
  ): Promise<Answer> {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const token = as ? { authorization: `Bearer ${as.accessToken}` } : {};
    const text = body === undefined ? undefined : JSON.stringify(body);
    const answer = await sender.send({ method, base, path, headers: { ...json, ...token, ...headers }, body: text });
    told.push({ asked: `${method} ${path}`, path, answer });
    return answer;
  }

  const post = (path: string, body: unknown, more: Ask = {}) => ask('POST', path, { ...more, body });

  /** Somebody whose name, address and passwords are canaries registers, signs in in every right and wrong way, and is told apart. */
  async function signUp(): Promise<Person> {
    const { email, password, name } = canaries;
    await post('/v1/auth/register', { email, password, name });
    await post('/v1/auth/register', { email, password, name });
    await post('/v1/auth/register', { email: canaries.unknownEmail, password: canaries.shortPassword });
    await post('/v1/auth/register', { email: canaries.malformedEmail, password });
    await post('/v1/auth/login', { email, password: canaries.wrongPassword });
    await post('/v1/auth/login', { email: canaries.unknownEmail, password });
    await post('/v1/auth/refresh', { refreshToken: canaries.forgedRefreshToken });
    await post('/v1/auth/logout', { refreshToken: canaries.forgedRefreshToken });
    const tokens = note('first', await post('/v1/auth/login', { email, password }));
    const next = note('second', await post('/v1/auth/refresh', { refreshToken: tokens.refreshToken }));
    await post('/v1/auth/refresh', { refreshToken: tokens.refreshToken });
    const person = { email, password, name, userId: '', roles: ['customer'] as const, ...next };
    const change = { currentPassword: canaries.wrongPassword, newPassword: canaries.newPassword };
    await post('/v1/auth/password', change, { as: person });
    await post('/v1/auth/password', { ...change, currentPassword: password }, { as: person });
    const last = note('third', await post('/v1/auth/login', { email, password: canaries.newPassword }));
    return { ...person, ...last };
  }

  /** Someone who has ended all sessions needs a new one to place an order. */
  async function signInAgain(person: Person): Promise<Person> {
    const { email } = person;
    return { ...person, ...note('last', await post('/v1/auth/login', { email, password: canaries.newPassword })) };
  }

  /** Records a session's secrets: they only must not be disclosed. */
  function note(name: string, { status, text }: Answer): { accessToken: string; refreshToken: string } {
    if (status !== 200) throw new Error(`No tokens: ${status} ${text}`);
    const { accessToken, refreshToken } = JSON.parse(text) as { accessToken: string; refreshToken: string };
    secrets[`${name} access token`] = accessToken.split('.')[2] ?? '';
    secrets[`${name} refresh token`] = refreshToken;
    return { accessToken, refreshToken };
  }

  /** An order to the canaries' address by default. */
  function place(as: Person, { shipTo = {}, key = randomUUID(), ...more }: Placing = {}): Promise<Answer> {
    const { shipToName: name, line1, line2, city, region, postalCode, phone } = canaries;
    const address = { name, line1, line2, city, region, postalCode, country: 'IE', phone, ...shipTo };
    const body = { lines: [{ productId: product, quantity: 1 }], paymentMethod: 'pm_card_visa', shipTo: address, ...more };
    return post('/v1/orders', body, { as, headers: { 'idempotency-key': key } });
  }

  async function settled(as: Person, { text }: Answer): Promise<OrderView> {
    const { orderId } = JSON.parse(text) as OrderView;
    let order: OrderView | undefined;
    await eventually(async () => {
      order = JSON.parse((await ask('GET', `/v1/orders/${orderId}`, { as })).text) as OrderView;
      return order.settled;
    }, 60);
    return order as OrderView;
  }

  /** Buys, is refused, and requests everything about an order; staff does its part. */
  async function shop(customer: Person, operator: Person, admin: Person): Promise<void> {
    const bought = await settled(customer, await place(customer, { key: canaries.idempotencyKey }));
    await place(customer, { key: canaries.idempotencyKey, paymentMethod: 'pm_card_mastercard' });
    await settled(customer, await place(customer, { paymentMethod: canaries.card }));
    await settled(customer, await place(customer, { shipTo: { postalCode: '00000', country: 'DE' } }));
    for (const path of [`/v1/orders/${bought.orderId}`, `/v1/orders/${bought.orderId}/timeline`, '/v1/orders'])
      await ask('GET', path, { as: customer });
    await ask('GET', `/v1/billing/payments/${bought.orderId}`, { as: customer });
    await ask('POST', `/v1/orders/${bought.orderId}/cancel`, { as: customer });
    await ask('POST', `/v1/shipping/shipments/${bought.orderId}/deliver`, { as: operator });
    await ask('POST', `/v1/shipping/shipments/${bought.orderId}/dispatch`, { as: operator });
    await ask('POST', `/v1/shipping/shipments/${bought.orderId}/deliver`, { as: operator });
    const adjust = (delta: number) =>
      post(
        `/v1/inventory/${product}/adjustments`,
        { delta, reason: canaries.adjustmentReason },
        {
          as: admin,
          headers: { 'idempotency-key': canaries.idempotencyKey },
        },
      );
    for (const delta of [1, 2, -1_000_000]) await adjust(delta);
    const upload = await post(
      `/v1/catalog/products/${product}/media`,
      { contentType: 'image/png', byteLength: 100 },
      { as: admin },
    );
    const fields =
      upload.status === 201 ? (JSON.parse(upload.text) as { upload: { fields: Record<string, string> } }).upload.fields : {};
    for (const [name, value] of Object.entries(fields)) if (/signature/i.test(name)) secrets[`upload ${name}`] = value;
  }

  /** Every route's refusals, through both doors, anonymously and as someone who may use the route. */
  async function beMalformed(askers: readonly (Person | undefined)[]): Promise<void> {
    const requests = operations.flatMap((operation) =>
      malformedRequests(operation, canaries).flatMap((request) =>
        askers.flatMap((as) =>
          [stack.gatewayUrl, stack.services[operation.service as keyof Stack['services']].url].map((base) => ({
            ...request,
            base,
            as,
          })),
        ),
      ),
    );
    await inLanes(requests, 8, async ({ as, ...request }) => {
      const token: Record<string, string> = as ? { authorization: `Bearer ${as.accessToken}` } : {};
      const answer = await sender.send({ ...request, headers: { ...token, ...request.headers } });
      told.push({ asked: `${request.method} ${request.path}`, path: request.path, answer });
    });
  }

  /** An order for each way in which a provider can fail; afterwards the provider works again. */
  async function withFailing(provider: Provider, failures: readonly Failure[], customer: Person): Promise<void> {
    for (const failure of failures) {
      provider.failure = failure;
      const before = provider.failed;
      const placed = await place(customer);
      await eventually(() => provider.failed > before, 60);
      provider.failure = undefined;
      await settled(customer, placed);
    }
  }

  return { told, ask, post, signUp, signInAgain, place, settled, shop, beMalformed, withFailing, renew: people.renew };
}

type Ask = { as?: Person; body?: unknown; headers?: Record<string, string>; base?: string };
type Placing = { shipTo?: Record<string, string>; key?: string; paymentMethod?: string };
