import { type Draft, type EventType, events } from '#events/index.ts';
import { stepOn } from '#events/order-saga.ts';
import { commands, hearBilling, hearInventory, hearShipping } from './participants.ts';
import type { Move } from './explore.ts';
import { announceOrder, hearOrders, noteAnnounced, prompts } from './judge.ts';
import { remember } from './remember.ts';
import type { System } from './system.ts';
import { include, type World } from './world.ts';

/** One thing that may happen: what it changes, and what is published then. `echo`: said in answer to this, with nothing changed. */
export type Happening = { does: string; changes: Partial<World>; says?: Draft | undefined; chance?: boolean; echo?: Echo };
export type Echo = { to: EventType; is: EventType };
export type WorldMove = Move<World> & { echo?: Echo };

/** Everything that may happen next to an order. With `losses`, all messages in flight may be lost at any moment. */
export function createMoves(system: System, { losses }: { losses: boolean }): (world: World) => WorldMove[] {
  const readsOf = {
    orders: ({ order, history, duties }: World) => [order, history, duties],
    inventory: ({ inventory }: World) => [inventory],
    billing: ({ payment, stripe }: World) => [payment, stripe],
    shipping: ({ shipment, carrier, duties }: World) => [shipment, carrier, duties],
  };
  const hear = {
    orders: remember(readsOf.orders, (world: World, event: Draft) => hearOrders(system, world, event)),
    inventory: remember(readsOf.inventory, (world: World, event: Draft) => hearInventory(system, world, event)),
    billing: remember(readsOf.billing, (world: World, event: Draft) => hearBilling(system, world, event)),
    shipping: remember(readsOf.shipping, (world: World, event: Draft) => hearShipping(system, world, event)),
  };
  const unasked = [
    remember(readsOf.orders, (world: World) => [...prompts(system, world), ...announceOrder(system, world), ...noteAnnounced(system, world)]),
    remember(readsOf.shipping, (world: World) => commands(system, world)),
  ];
  const publish = remember((flight: readonly Draft[]) => [flight], include);

  return (world) => {
    const deliveries = world.flight.flatMap((event) => listeners[event.type].flatMap((service) => hear[service](world, event)));
    const happenings = [...deliveries, ...unasked.flatMap((happen) => happen(world, undefined))];
    const moves = happenings.map((happening) => ({ ...happening, next: apply(world, happening) }));
    return losses ? [...moves, { does: 'all messages in flight are lost', next: { ...world, flight: none }, chance: true }] : moves;
  };

  function apply(world: World, { changes, says }: Happening): World {
    const flight = says ? publish(world.flight, says) : world.flight;
    const unchanged = flight === world.flight && Object.entries(changes).every(([part, value]) => world[part as keyof World] === value);
    return unchanged ? world : { ...world, ...changes, flight };
  }
}

const none: readonly Draft[] = [];

const services = ['orders', 'inventory', 'billing', 'shipping'] as const;

/** Who hears an event, by the saga table. */
const listeners = Object.fromEntries(
  (Object.keys(events) as EventType[]).map((type) => [type, services.filter((service) => stepOn(service, type))]),
) as Record<EventType, (typeof services)[number][]>;
