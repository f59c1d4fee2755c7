import type { Draft } from '#events/index.ts';
import type { Order } from '../../../containers/orders/domain.ts';
import type { Happening } from './happening.ts';
import type { System } from './system.ts';
import type { Orders } from './world.ts';

/** An event reaches orders. It stores what is new, and publishes when its decision is; a crash may come in between. */
export function hearOrders(system: System, orders: Orders, event: Draft): Happening<'orders'>[] {
  const order = system.orders.decide(orders.order, event);
  const happenings = decided(system, orders, { order, does: `orders hears ${event.type}` });
  if (order !== orders.order) return happenings;
  return happenings.map((it) => (it.says ? { ...it, echo: { to: event.type, is: it.says.type } } : it));
}

/** The customer and the clock. They may act at any time, but the saga must be able to finish without them. */
export function prompts(system: System, orders: Orders): Happening<'orders'>[] {
  return (['CancelRequested', 'DeadlinePassed'] as const).flatMap((type) => {
    const order = system.orders.decide(orders.order, { type });
    if (order === orders.order) return [];
    return decided(system, orders, { order, does: type }).map((it) => ({ ...it, chance: true }));
  });
}

/** The announcer repeats the order's current event while it is not settled. */
export function announce(system: System, orders: Orders): Happening<'orders'>[] {
  if (!system.orders.announces(orders)) return [];
  const says = system.orders.toEvent(orders.order);
  return [{ does: `orders announces ${says.type}`, says, becomes: spoken(orders, says) }];
}

/** After OrderCancelled is published, orders must record that; a crash may come first. */
export function noteAnnounced(system: System, orders: Orders): Happening<'orders'>[] {
  if (!orders.unnoted) return [];
  const order = system.orders.noteAnnounced(orders.order);
  return [
    { does: 'orders notes that it has said OrderCancelled', becomes: { ...stored(orders, order), unnoted: false } },
    { does: 'orders crashes before it notes anything', becomes: { ...orders, unnoted: false } },
  ];
}

function decided(system: System, orders: Orders, { order, does }: { order: Order; does: string }): Happening<'orders'>[] {
  const next = stored(orders, order);
  if (!system.orders.speaks(orders.order, order)) return [{ does, becomes: next }];
  const says = system.orders.toEvent(order);
  return [
    { does: `${does}, and crashes`, becomes: next },
    { does: `${does}, says ${says.type}`, says, becomes: spoken(next, says) },
  ];
}

function stored(orders: Orders, order: Order): Orders {
  if (order === orders.order) return orders;
  const { kind } = order.decision;
  const decided = kind !== orders.order.decision.kind;
  const confirmed = orders.history.confirmed || kind === 'confirmed';
  const cancelled = orders.history.cancelled || kind === 'cancelled';
  return { ...orders, order, history: { confirmed, cancelled, said: orders.history.said && !decided } };
}

function spoken(orders: Orders, { type }: Draft): Orders {
  const said = orders.order.decision.kind !== 'open';
  return { ...orders, unnoted: orders.unnoted || type === 'OrderCancelled', history: { ...orders.history, said } };
}
