import type { Reservation } from '../../../containers/inventory/domain.ts';
import type { Circumstances } from './circumstances.ts';
import { reachesAnEnd } from './explore.ts';
import type { RuleName } from './rules.ts';
import { move, piecesOf, shortOf } from './shelf.ts';
import type { System } from './system.ts';

/** A plausible mistake, and the rule that detects it. */
export type Defect = {
  title: string;
  caughtBy: RuleName | typeof reachesAnEnd;
  given?: Partial<Circumstances>;
  /** Whether it shows only when messages in flight are lost. */
  losses?: boolean;
  plant: (system: System) => System;
};

const isUndo = (type: string): boolean => ['PaymentFailed', 'ShipmentFailed', 'OrderCancelled'].includes(type);
const none = { status: 'none' } as const;

const inOrders: Defect[] = [
  {
    title: 'orders confirms a cancelled order',
    caughtBy: 'an order is never both confirmed and cancelled, except after a failed capture',
    plant: (system) => decideOrders(system, (next, type) => (type === 'ShipmentBooked' ? confirmed(next) : next)),
  },
  {
    title: 'the deadline cancels a confirmed order',
    caughtBy: 'an order is never both confirmed and cancelled, except after a failed capture',
    plant: (system) =>
      decideOrders(system, (next, type) =>
        type === 'DeadlinePassed' && next.decision.kind === 'confirmed'
          ? { ...next, decision: { kind: 'cancelled', reason: 'EXPIRED', announced: false } }
          : next,
      ),
  },
  {
    title: 'a cancelled order counts as settled before OrderCancelled was published',
    caughtBy: 'an order settles only after its decision was published',
    given: { addressDeliverable: false },
    plant: (system) =>
      decideOrders(system, (next) =>
        next.decision.kind === 'cancelled' ? { ...next, decision: { ...next.decision, announced: true } } : next,
      ),
  },
  {
    title: 'a fact moves down its ladder',
    caughtBy: 'decision, stock and payment of a settled order never change',
    plant: (system) => decideOrders(system, (next, type) => (type === 'StockReserved' ? { ...next, stock: 'reserved' } : next)),
  },
  {
    title: 'a later CancelRequested replaces the reason for a cancellation',
    caughtBy: 'an event always has the same content',
    plant: (system) =>
      decideOrders(system, (next, type) =>
        type === 'CancelRequested' && next.decision.kind === 'cancelled' && next.decision.reason !== 'CUSTOMER'
          ? { ...next, decision: { ...next.decision, reason: 'CUSTOMER' } }
          : next,
      ),
  },
  {
    title: 'orders publishes even when nothing has changed',
    caughtBy: 'every echo dies out',
    plant: (system) => ({ ...system, orders: { ...system.orders, speaks: () => true } }),
  },
  {
    title: 'the announcer stops once the order is decided',
    caughtBy: reachesAnEnd,
    plant: (system) => ({
      ...system,
      orders: { ...system.orders, announces: ({ order }) => order.decision.kind === 'open' },
    }),
  },
  {
    title: 'the announcer stops after it has published once',
    caughtBy: reachesAnEnd,
    given: { inStock: false },
    losses: true,
    plant: ({ orders, ...system }) => ({
      ...system,
      orders: {
        ...orders,
        announces: ({ order, history }) => !orders.isSettled(order) && (!history.said || !isNoted(order)),
      },
    }),
  },
];

const inInventory: Defect[] = [
  {
    title: 'inventory does not answer a duplicate',
    caughtBy: reachesAnEnd,
    plant: (system) => ({ ...system, answers: (by, changed) => changed || by !== 'inventory' }),
  },
  {
    title: 'inventory leaves no tombstone',
    caughtBy: 'a settled order agrees with every participant',
    plant: (system) =>
      decideInventory(system, (decide) => (reservation, event) => {
        const isTombstone = reservation.status === 'released' && reservation.lines.length === 0;
        return decide(isTombstone && event.type === 'OrderPlaced' ? none : reservation, event);
      }),
  },
  {
    title: 'inventory refuses to release committed stock',
    caughtBy: reachesAnEnd,
    given: { captureSucceeds: false },
    plant: (system) =>
      decideInventory(
        system,
        (decide) => (reservation, event) =>
          reservation.status === 'committed' && isUndo(event.type) ? reservation : decide(reservation, event),
      ),
  },
  {
    title: 'inventory commits stock as soon as it is reserved',
    caughtBy: 'stock is committed only for an order that was confirmed',
    plant: (system) =>
      decideInventory(system, (decide) => (reservation, event) => {
        const next = decide(reservation, event);
        return typeof next === 'object' && next.status === 'reserved' ? { ...next, status: 'committed' } : next;
      }),
  },
  {
    title: 'stock is released again whenever PaymentFailed repeats',
    caughtBy: 'stock is conserved and never negative',
    given: { cardAuthorizes: false },
    plant: (system) => releaseAgain(system),
  },
  {
    title: 'a shortage is treated as a conflict',
    caughtBy: reachesAnEnd,
    given: { inStock: false },
    plant: (system) =>
      keepInventory(system, (kept) => (kept !== 'retry' && kept.reservation.status === 'rejected' ? 'retry' : kept)),
  },
  {
    title: 'a conflict is treated as a shortage',
    caughtBy: 'stock is rejected only when there is too little of it',
    plant: (system) =>
      keepInventory(system, (kept, wish, { shelf }) => (kept === 'retry' ? { reservation: shortOf(wish, shelf), shelf } : kept)),
  },
];

export const ordersAndInventoryDefects: readonly Defect[] = [...inOrders, ...inInventory];

type Order = Parameters<System['orders']['decide']>[0];

/** An order that is not cancelled has nothing left to record. */
const isNoted = ({ decision }: Order): boolean => decision.kind !== 'cancelled' || decision.announced;

const confirmed = (order: Order): Order => ({ ...order, decision: { kind: 'confirmed' } });

/** Modifies the decisions of orders. */
function decideOrders(system: System, bend: (next: Order, type: string) => Order): System {
  const { orders } = system;
  return { ...system, orders: { ...orders, decide: (order, input) => bend(orders.decide(order, input), input.type) } };
}

type Inventory = System['inventory'];

function decideInventory(system: System, bend: (decide: Inventory['decide']) => Inventory['decide']): System {
  const { inventory } = system;
  return { ...system, inventory: { ...inventory, decide: bend(inventory.decide) } };
}

type Kept = Exclude<ReturnType<Inventory['keep']>, 'retry'>;

function keepInventory(
  system: System,
  bend: (result: Kept | 'retry', wish: Reservation, before: Kept) => Kept | 'retry',
): System {
  const { inventory } = system;
  const keep: Inventory['keep'] = (kept, next, busy) => bend(inventory.keep(kept, next, busy), next, kept);
  return { ...system, inventory: { ...inventory, keep } };
}

function releaseAgain(system: System): System {
  const repeated = decideInventory(
    system,
    (decide) => (reservation, event) =>
      reservation.status === 'released' && event.type === 'PaymentFailed' ? { ...reservation } : decide(reservation, event),
  );
  return keepInventory(repeated, (kept, wish, before) => {
    if (kept === 'retry' || kept === before || before.reservation.status !== 'released') return kept;
    return { ...kept, shelf: move(before.shelf, 'reserved', 'available', piecesOf(wish)) };
  });
}
