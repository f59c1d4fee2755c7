import { randomUUID } from 'node:crypto';
import type { Draft } from '#events/index.ts';
import type { Database } from '#shared/postgres/connect.ts';
import type { RowStore } from '#shared/saga/loop.ts';
import { stamp } from '#shared/saga/stamp.ts';
import { type Versioned, withState } from '#shared/saga/versioned.ts';
import * as billing from '../../../../containers/billing/domain.ts';
import { createPaymentStore } from '../../../../containers/billing/store.ts';
import * as orders from '../../../../containers/orders/domain.ts';
import { createOrderStore } from '../../../../containers/orders/store.ts';
import * as shipping from '../../../../containers/shipping/domain.ts';
import { createShipmentStore } from '../../../../containers/shipping/store.ts';
import { anOrder, causeOf } from '../../../support/an-order.ts';

/** One of the PostgreSQL stores, as the common suite sees it. */
export type Subject = ReturnType<typeof subject>;

type SubjectOptions<State> = {
  service: string;
  table: string;
  open: (db: Database) => RowStore<State>;
  toEvent: (state: State) => Draft | undefined;
  /** A first state, of an order that the store does not know yet. */
  first: () => State;
  /** A possible next state; undefined at the end of a path. */
  next: (state: State) => State | undefined;
  /** A state that must not follow the first one. */
  forbidden: (state: State) => State;
  /** Stores first versions, unless `save` does that too. */
  insert?: (db: Database, row: Versioned<State>) => Promise<unknown>;
};

function subject<State>({ open, first, next, forbidden, toEvent, insert, ...names }: SubjectOptions<State>) {
  const follow = (row: Versioned<State>, state: State) => withState(row, state, { cause: causeOf(row.orderId), toEvent });
  const none = (orderId: string) => ({ orderId, state: undefined as State, version: 0, event: undefined });
  const insertBySave = (db: Database, row: Versioned<State>) => open(db).save(row, none(row.orderId));
  return {
    ...names,
    savesFirst: !insert,
    open: open as (db: Database) => RowStore<unknown>,
    none,
    fresh: (orderId: string = randomUUID()) => follow(none(orderId), first()) as Versioned<unknown>,
    next: (row: Versioned<unknown>) => {
      const state = next(row.state as State);
      return state && (follow(row as Versioned<State>, state) as Versioned<unknown>);
    },
    forbidden: (row: Versioned<unknown>) => follow(row as Versioned<State>, forbidden(row.state as State)) as Versioned<unknown>,
    insert: (insert ?? insertBySave) as (db: Database, row: Versioned<unknown>) => Promise<unknown>,
  };
}

const { placement } = anOrder();
const { customerId, shipTo } = placement;

const payments = subject<billing.Payment>({
  service: 'billing',
  table: 'billing.payments',
  open: createPaymentStore,
  toEvent: billing.toEvent,
  first: () => ({ status: 'waiting', terms: { customerId, amount: placement.total, paymentMethod: 'pm' }, stockReserved: false }),
  next(payment) {
    const rungs = ['waiting', 'creating', 'confirming', 'authorized', 'capturing', 'captured', 'refunding', 'refunded'];
    const status = rungs[rungs.indexOf(payment.status) + 1];
    if (!status) return undefined;
    return { intentId: `pi_${randomUUID()}`, ...payment, status } as billing.Payment;
  },
  forbidden: (payment) => ({ ...payment, status: 'refunded', intentId: `pi_${randomUUID()}` }) as billing.Payment,
});

const shipments = subject<shipping.Shipment>({
  service: 'shipping',
  table: 'shipping.shipments',
  open: createShipmentStore,
  toEvent: shipping.toEvent,
  first: () => ({
    status: 'dispatched',
    consignee: { customerId, shipTo },
    trackingNumber: `T-${randomUUID()}`,
    announced: false,
  }),
  next: (shipment) => ({ ...shipment, announced: !('announced' in shipment && shipment.announced) }) as shipping.Shipment,
  forbidden: (shipment) => ({ ...shipment, status: 'booked' }) as shipping.Shipment,
});

const placed = subject<orders.Order>({
  service: 'orders',
  table: 'orders.orders',
  open: createOrderStore,
  toEvent: orders.toEvent,
  first: () => orders.steps.placeOrder(placement),
  next: (order) => ({ ...order, stock: 'reserved' }),
  forbidden: (order) => ({ ...order, decision: { kind: 'cancelled', reason: undefined as never, announced: false } }),
  async insert(db, { orderId, state }) {
    const event = stamp(orders.toEvent(state), causeOf(orderId), new Date());
    const rest = { idempotencyKey: randomUUID(), requestHash: 'hash', deadlineSeconds: 900 };
    await createOrderStore(db).insert({ orderId, order: state, event, ...rest });
  },
});

export const subjects: Subject[] = [payments, shipments, placed];
