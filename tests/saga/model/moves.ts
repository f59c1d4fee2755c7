import { publishers } from '#events/define-events.ts';
import { type Draft, type EventType, events } from '#events/index.ts';
import { stepOn } from '#events/order-saga.ts';
import { cached } from './cached.ts';
import { announce, hearOrders, noteAnnounced, prompts } from './decision.ts';
import type { Happening, WorldMove } from './happening.ts';
import { commands, decisions, hearBilling, hearInventory, hearShipping } from './participants.ts';
import type { System } from './system.ts';
import { include, type Service, type World } from './world.ts';

/** Everything that may happen next to an order. With `losses`, all messages in flight may be lost at any time. */
export function createMoves(system: System, { losses }: { losses: boolean }): (world: World) => WorldMove[] {
  const hear = {
    orders: cached((orders: World['orders'], event: Draft) => hearOrders(system, orders, event)),
    inventory: cached((inventory: World['inventory'], event: Draft) => hearInventory(system, inventory, event)),
    billing: cached((billing: World['billing'], event: Draft) => hearBilling(system, billing, event)),
    shipping: cached((shipping: World['shipping'], event: Draft) => hearShipping(system, shipping, event)),
  };
  const unasked = {
    orders: cached((orders: World['orders']) => [prompts, announce, noteAnnounced].flatMap((begin) => begin(system, orders))),
    billing: cached((billing: World['billing']) => decisions(system, billing)),
    shipping: cached((shipping: World['shipping']) => commands(system, shipping)),
  };
  const publish = cached(include);

  return (world) => {
    const moves: WorldMove[] = [];
    for (const event of world.flight)
      for (const service of listeners[event.type]) collect(service, hear[service](world[service] as never, event));
    collect('orders', unasked.orders(world.orders, undefined));
    collect('billing', unasked.billing(world.billing, undefined));
    // Operators act after the order has settled; leaving them out halves the many states that losses cause.
    if (!losses) collect('shipping', unasked.shipping(world.shipping, undefined));
    if (losses) moves.push({ does: 'all messages in flight are lost', next: { ...world, flight: none }, chance: true });
    return moves;

    function collect<S extends Service>(service: S, happenings: readonly Happening<S>[]): void {
      for (const { becomes, says, ...move } of happenings) {
        const flight = says ? publish(world.flight, says) : world.flight;
        const same = becomes === world[service] && flight === world.flight;
        if (!same || move.echo) moves.push({ ...move, next: same ? world : { ...world, [service]: becomes, flight } });
      }
    }
  };
}

const none: readonly Draft[] = [];

/** The services that subscribe to an event, by the saga table. */
const listeners = Object.fromEntries(
  (Object.keys(events) as EventType[]).map((type) => [type, publishers.filter((service) => stepOn(service, type))]),
) as Record<EventType, Service[]>;
