import { randomUUID } from 'node:crypto';
import { fill } from '../api.ts';
import { type Person, someAddress } from '../people.ts';
import type { Wire } from '../sender.ts';
import type { Cell } from './cells.ts';
import { type Fixtures, headersOf, type Member, type OrderState, somePlacement, someProduct } from './fixtures.ts';

/** The request of a cell. Where it may succeed and change something, it gets an object of its own. */
export async function requestOf(cell: Cell, fixtures: Fixtures): Promise<Omit<Wire, 'base'>> {
  const { operation, target } = cell;
  const asker = await askerOf(cell, fixtures);
  const id = await idOf(cell, fixtures);
  const hasUpload = operation.path.includes('{uploadId}') && !['absent', 'archived', 'malformed id'].includes(target);
  const uploadId = hasUpload ? await fixtures.upload(id) : randomUUID();
  const body = await bodies[operation.key]?.({ cell, fixtures, asker: asker ?? fixtures.members.customer });
  return {
    method: operation.method,
    path: `${fill(operation.path, { orderId: id, productId: id, uploadId, deadLetterId: id, runId: id, userId: id, intentId: 'pi_none' })}${target === 'bad query' ? '?unheardOf=1' : ''}`,
    headers: {
      ...headersOf(asker),
      ...(operation.body ? { 'content-type': 'application/json' } : {}),
      ...(operation.parameters.some(({ name }) => name === 'idempotency-key') ? { 'idempotency-key': randomUUID() } : {}),
      'x-client-address': someAddress(),
    },
    body: body && JSON.stringify(target === 'bad body' ? { ...body, unheardOf: true } : body),
  };
}

/** Whether the request is expected to succeed and change something. */
const changes = ({ operation, expected }: Cell) => operation.method !== 'GET' && expected < 300;

// These end the session they are called with, so nothing else may depend on it.
const endSessions = ['DELETE /v1/auth/me', 'POST /v1/auth/password', 'POST /v1/auth/logout-everywhere'];

async function askerOf(cell: Cell, { members, double }: Fixtures): Promise<Person | undefined> {
  if (cell.actor === 'anonymous') return undefined;
  return endSessions.includes(cell.operation.key) && changes(cell) ? double(cell.actor) : members[cell.actor];
}

async function idOf(cell: Cell, fixtures: Fixtures): Promise<string> {
  const { operation, target } = cell;
  const asker: Member = cell.actor === 'anonymous' ? 'customer' : cell.actor;
  const isFresh = changes(cell);
  if (operation.path.includes('{productId}')) {
    if (target === 'absent') return randomUUID();
    const state = target === 'archived' ? target : 'for sale';
    return cell.id ?? (isFresh ? fixtures.freshProduct(state) : fixtures.product(state));
  }
  if (operation.path.includes('{userId}') && target !== 'absent') return cell.id ?? fixtures.account();
  if (operation.path.includes('{runId}') && target !== 'absent') return cell.id ?? fixtures.run();
  if (operation.path.includes('{deadLetterId}') && target !== 'absent') return cell.id ?? fixtures.deadLetter();
  if (!operation.path.includes('{orderId}') || target === 'absent') return randomUUID();
  const owner = target === 'another’s' ? (asker === 'customer' ? 'other customer' : 'customer') : asker;
  const state = stateFor(operation.path);
  return cell.id ?? (isFresh ? fixtures.freshOrder(owner, state) : fixtures.order(owner, state));
}

/** The state that an order needs for the request to succeed. */
function stateFor(path: string): OrderState {
  if (/\/(cancel|nudge|park|resume)$/.test(path)) return 'open';
  return path.endsWith('/deliver') ? 'dispatched' : 'ready';
}

type Context = { cell: Cell; fixtures: Fixtures; asker: Person };

const because = { reason: 'looked into' };
const aWindow = { ...because, from: '2026-01-01T00:00:00Z', before: '2026-01-02T00:00:00Z' };
/** For a product with 500 received items and no sales. */
const aRecount = { ...because, seen: { available: 500, reserved: 0, committed: 0 }, counted: { reserved: 0, committed: 0 } };

/** The body for each route that needs one, valid wherever the caller is allowed. */
const bodies: Record<string, (context: Context) => object | Promise<object>> = {
  'POST /v1/auth/register': () => ({ email: `${randomUUID()}@people.test`, password: `Correct-horse-${randomUUID()}` }),
  'POST /v1/auth/login': ({ asker: { email, password } }) => ({ email, password }),
  'POST /v1/auth/refresh': aRefreshToken,
  'POST /v1/auth/logout': aRefreshToken,
  'POST /v1/auth/password': ({ asker: { password } }) => ({
    currentPassword: password,
    newPassword: `Another-horse-${randomUUID()}`,
  }),
  'PATCH /v1/auth/me': ({ asker: { name } }) => ({ name }),
  'DELETE /v1/auth/me': ({ asker: { password } }) => ({ password }),
  'POST /v1/auth/users/search': ({ fixtures }) => ({ email: fixtures.members['other customer'].email }),
  'POST /v1/auth/users/{userId}/disable': () => because,
  'POST /v1/auth/users/{userId}/enable': () => because,
  'POST /v1/catalog/products': someProduct,
  'PATCH /v1/catalog/products/{productId}': () => ({ description: `Described ${randomUUID()}` }),
  'DELETE /v1/catalog/products/{productId}': () => because,
  'POST /v1/catalog/products/{productId}/media': () => ({ contentType: 'image/png', byteLength: 1000 }),
  'POST /v1/inventory/{productId}/adjustments': () => ({ delta: 1, reason: 'counted again' }),
  'POST /v1/ops/orders/{orderId}/nudge': () => because,
  'POST /v1/ops/orders/{orderId}/park': () => because,
  'POST /v1/ops/orders/{orderId}/resume': () => because,
  'POST /v1/ops/orders/{orderId}/retell': () => because,
  'POST /v1/ops/orders/{orderId}/adopt': () => because,
  'POST /v1/ops/orders/{orderId}/archive': () => ({ ...because, savedEvents: [] }),
  'POST /v1/ops/reconciliations': () => aWindow,
  'POST /v1/ops/reconciliations/{runId}/report': () => ({ drifts: [], looked: { orders: 1 } }),
  'POST /v1/billing/intents/{intentId}/release': () => because,
  'POST /v1/shipping/bookings/{orderId}/release': () => because,
  'POST /v1/inventory/{productId}/recount': () => aRecount,
  'POST /v1/billing/payments/{orderId}/resolve': () => ({ decision: 'retry', ...because }),
  'POST /v1/shipping/shipments/{orderId}/resolve': () => ({ decision: 'retry', ...because }),
  'POST /v1/shipping/shipments/{orderId}/forget-address': () => because,
  'POST /v1/shipping/shipments/{orderId}/dispatch': () => because,
  'POST /v1/shipping/shipments/{orderId}/deliver': () => because,
  'POST /v1/ops/dead-letters/redrive': () => ({ ...because, filter: { queue: 'billing' }, dryRun: true }),
  'POST /v1/ops/dead-letters/{deadLetterId}/reveal': () => because,
  'POST /v1/ops/dead-letters/{deadLetterId}/redrive': () => because,
  'POST /v1/ops/dead-letters/{deadLetterId}/drop': () => because,
  'POST /v1/orders': async ({ fixtures, asker }) => somePlacement(await fixtures.product('for sale'), asker),
};

/** From a session that nothing else uses, because it works once. */
async function aRefreshToken({ cell, fixtures, asker }: Context): Promise<object> {
  if (!changes(cell)) return { refreshToken: asker.refreshToken };
  return { refreshToken: (await fixtures.signIn(asker)).refreshToken };
}
