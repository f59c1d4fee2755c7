import type { Unchargeable } from '#events/chargeable.ts';
import type { Cause } from '#events/envelope.ts';
import type { Money } from '#events/money.ts';
import type { Address } from '#events/orders.ts';
import { accountDisabled, conflict, invalid, ProblemError, unauthorized } from '#shared/errors/problem.ts';
import { keyReused } from '#shared/http/idempotency.ts';
import type { Participant } from '#shared/saga/participant.ts';
import { stamp } from '#shared/saga/stamp.ts';
import { type Order, steps, toEvent } from '../domain.ts';
import type { ProductStore } from '../product-store.ts';
import { type Quote, quote, type WantedLine } from '../quote.ts';
import type { OrderRow } from '../schema.ts';
import type { OrderStore } from '../store.ts';

export type PlaceOrder = {
  cause: Cause;
  customerId: string;
  /** The generation of the access token: see `Actor`. */
  generation: number;
  idempotencyKey: string;
  requestHash: string;
  body: { lines: WantedLine[]; paymentMethod: string; shipTo: Address; expectedTotal?: Money | undefined };
};

export type PlaceOrderDeps = Pick<Participant<Order>, 'publishSoon'> & {
  orders: OrderStore;
  products: ProductStore;
  deadlineSeconds: number;
};

/**
 * Stores an order once per idempotency key and announces it. Repeating the key with the same body returns that order, even if stock
 * or prices have changed since.
 * @throws ProblemError 401 if the user has ended all sessions or deleted their account; 403 if the account is disabled; 422 for
 * products that are not sold, a total that cannot be charged, or a key used with another body; 409 if stock is short or the total
 * differs from the one the customer was shown
 */
export async function placeOrder(
  request: PlaceOrder,
  { orders, products, deadlineSeconds, publishSoon }: PlaceOrderDeps,
): Promise<OrderRow> {
  const { cause, customerId, idempotencyKey, requestHash, body } = request;
  const { shelf, generationMin, isDisabled } = await products.read(
    body.lines.map((line) => line.productId),
    customerId,
  );
  if (request.generation < generationMin && isDisabled) throw accountDisabled();
  if (request.generation < generationMin) throw unauthorized('This access token has been revoked');
  const quoted = quote(body.lines, shelf);
  if (quoted.kind !== 'priced') return (await replay(request, orders)) ?? refuse(quoted);

  const { lines, total } = quoted;
  if (isAnother(total, body.expectedTotal)) return (await replay(request, orders)) ?? refuseTotal(total);
  const order = steps.placeOrder({ customerId, lines, total, paymentMethod: body.paymentMethod, shipTo: body.shipTo });
  const orderId = cause.subject;
  const event = stamp(toEvent(order), cause, new Date());
  const row = await orders.insert({ orderId, order, event, idempotencyKey, requestHash, deadlineSeconds });
  if (!row) return (await replay(request, orders)) ?? refuseLostKey();
  publishSoon({ orderId, state: order, version: 1, event });
  return row;
}

/** The order already placed with this key, if any. */
async function replay(
  { customerId, idempotencyKey, requestHash }: PlaceOrder,
  orders: OrderStore,
): Promise<OrderRow | undefined> {
  const row = await orders.findByKey(customerId, idempotencyKey);
  if (row && row.requestHash !== requestHash) throw keyReused();
  return row;
}

function refuse(quoted: Exclude<Quote, { kind: 'priced' }>): never {
  switch (quoted.kind) {
    case 'unknownProducts':
      throw invalid(
        quoted.lineIndexes.map((index) => ({ path: `lines.${index}.productId`, message: 'This product is not for sale' })),
      );
    case 'mixedCurrencies':
      throw invalid([{ path: 'lines', message: 'All products in an order must have the same currency' }]);
    case 'outOfStock':
      throw conflict('out-of-stock', 'Not enough stock', { lines: quoted.lines });
    case 'unchargeable':
      throw unchargeable(quoted.why);
    default:
      return quoted satisfies never;
  }
}

function unchargeable({ kind, detail, bounds }: Unchargeable): ProblemError {
  if (kind === 'free') return new ProblemError(422, 'free-order', { title: 'Free orders are not accepted' });
  const title = 'This total cannot be charged';
  return new ProblemError(422, 'total-not-chargeable', { title, detail, ...(bounds ? { extensions: { bounds } } : {}) });
}

const isAnother = (total: Money, expected: Money | undefined): boolean =>
  expected !== undefined && (expected.amount !== total.amount || expected.currency !== total.currency);

function refuseTotal(total: Money): never {
  throw conflict('total-changed', 'The total has changed since it was shown', { total });
}

function refuseLostKey(): never {
  throw new Error('The order id is taken although the idempotency key is not');
}
