import type { Draft } from '#events/index.ts';
import type { Order } from '../../../containers/orders/domain.ts';
import type { Happening } from './moves.ts';
import type { System } from './system.ts';
import { delivered, type World } from './world.ts';

/** An event reaches orders. It stores what is new, and speaks when its decision is; a crash may come between the two. */
export function hearOrders(system: System, world: World, event: Draft): Happening[] {
  const order = system.orders.decide(world.order, delivered(event));
  const happenings = decided(system, world, { order, does: `orders hears ${event.type}` });
  if (order !== world.order) return happenings;
  return happenings.map((it) => (it.says ? { ...it, echo: { to: event.type, is: it.says.type } } : it));
}

/** The customer and the clock. They may always come, and the saga must come to an end without them. */
export function prompts(system: System, world: World): Happening[] {
  return (['CancelRequested', 'DeadlinePassed'] as const).flatMap((type) => {
    const order = system.orders.decide(world.order, { type });
    if (order === world.order) return [];
    return decided(system, world, { order, does: type }).map((it) => ({ ...it, chance: true }));
  });
}

/** The announcer repeats what the order stands for while it is not settled. */
export function announceOrder(system: System, world: World): Happening[] {
  if (!system.orders.announces(world.order)) return [];
  const says = system.orders.standsFor(world.order);
  return [{ does: `orders announces ${says.type}`, ...speaking(world, says) }];
}

/** After OrderCancelled is out, orders has to note it; a crash may come first. */
export function noteAnnounced(system: System, world: World): Happening[] {
  if (!world.duties.note) return [];
  const duties = { ...world.duties, note: false };
  const order = system.orders.decide(world.order, { type: 'CancellationAnnounced' });
  return [
    { does: 'orders notes that it has said OrderCancelled', changes: { ...storing(world, order), duties } },
    { does: 'orders crashes before it notes anything', changes: { duties } },
  ];
}

function decided(system: System, world: World, { order, does }: { order: Order; does: string }): Happening[] {
  const stored = storing(world, order);
  if (!system.orders.speaks(world.order, order)) return [{ does, changes: stored }];
  const says = system.orders.standsFor(order);
  const spoken = speaking({ ...world, ...stored }, says);
  return [
    { does: `${does}, and crashes`, changes: stored },
    { does: `${does}, says ${says.type}`, says, changes: { ...stored, ...spoken.changes } },
  ];
}

function storing({ order: before, history }: World, order: Order): Partial<World> {
  if (order === before) return {};
  const { decision } = order.judgement;
  return {
    order,
    history: {
      ...history,
      confirmed: history.confirmed || decision === 'confirmed',
      cancelled: history.cancelled || decision === 'cancelled',
    },
  };
}

function speaking({ history, duties }: World, says: Draft): { says: Draft; changes: Partial<World> } {
  const changes = { history: { ...history, said: says.type } };
  return { says, changes: says.type === 'OrderCancelled' ? { ...changes, duties: { ...duties, note: true } } : changes };
}
