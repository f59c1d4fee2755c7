import type { Draft } from '#events/index.ts';
import type { Command } from '../../../containers/shipping/domain.ts';
import type { Happening } from './moves.ts';
import type { System, Worker } from './system.ts';
import { delivered, type World } from './world.ts';

/** An event reaches inventory, whose store may be busy just then: that message comes again later. */
export function hearInventory(system: System, { inventory }: World, event: Draft): Happening[] {
  const verdict = system.inventory.decide(inventory.reservation, delivered(event));
  if (verdict === 'tooEarly') return [];
  return [false, true].flatMap((busy) => {
    const kept = system.inventory.keep(inventory, verdict, busy);
    if (kept === 'retry') return [];
    const changed = kept.reservation !== inventory.reservation;
    const says = system.inventory.standsFor(kept.reservation);
    return answered(system, { by: 'inventory', event, says, stops: changed ? [{ inventory: kept }] : [] });
  });
}

/** An event reaches billing; the provider's work is done on the way. */
export function hearBilling(system: System, { payment, stripe }: World, event: Draft): Happening[] {
  const stops = run(system.billing, { state: payment, outside: stripe }, event);
  if (!stops) return [];
  const says = system.billing.standsFor(stops.at(-1)?.state ?? payment);
  const changes = stops.map(({ state, outside }) => ({ payment: state, stripe: outside }));
  return answered(system, { by: 'billing', event, says, stops: changes });
}

/** An event reaches shipping; the carrier's work is done on the way. */
export function hearShipping(system: System, { shipment, carrier }: World, event: Draft): Happening[] {
  const stops = run(system.shipping, { state: shipment, outside: carrier }, event);
  if (!stops) return [];
  const says = system.shipping.standsFor(stops.at(-1)?.state ?? shipment);
  const changes = stops.map(({ state, outside }) => ({ shipment: state, carrier: outside }));
  return answered(system, { by: 'shipping', event, says, stops: changes });
}

/** Operators dispatch and deliver whatever shipping lets them; its announcer repeats the event until it is out once. */
export function commands(system: System, { shipment, duties }: World): Happening[] {
  const announced = { ...duties, announceShipment: false };
  const asked = (['dispatch', 'deliver'] satisfies Command[]).flatMap((command) => {
    const next = system.shipping.obey(shipment, command);
    if (next === 'refused' || next === shipment) return [];
    const does = `an operator asks to ${command}`;
    const says = system.shipping.standsFor(next);
    return [
      { does, says, changes: { shipment: next, duties: announced }, chance: true },
      { does: `${does}, and shipping crashes`, changes: { shipment: next, duties: { ...duties, announceShipment: true } }, chance: true },
    ];
  });
  if (!duties.announceShipment) return asked;
  return [...asked, { does: 'shipping announces', says: system.shipping.standsFor(shipment), changes: { duties: announced } }];
}

/**
 * The stops of one delivery's handler: it decides, then does the outsider's work and concludes from it until none is left.
 * A crash may end it after every commit and every call. Undefined when the event came too early.
 */
function run<S, E, W, O, X>(
  worker: Worker<S, E, W, O, X>,
  { state, outside }: { state: S; outside: X },
  event: Draft,
): { state: S; outside: X }[] | undefined {
  const verdict = worker.decide(state, event as E);
  if (verdict === 'tooEarly') return undefined;
  const stops = verdict === state ? [] : [{ state: verdict, outside }];
  let at = { state: verdict, outside };
  for (let work = worker.workOf(at.state); work !== undefined; work = worker.workOf(at.state)) {
    const asked = worker.ask(at.outside, work);
    stops.push({ state: at.state, outside: asked.outside });
    at = { state: worker.conclude(at.state, asked.outcome), outside: asked.outside };
    stops.push(at);
  }
  return stops;
}

type Answered = { by: string; event: Draft; says: Draft | undefined; stops: Partial<World>[] };

/** Every way that a delivery may end: with a crash after any of its stops, or with its answer. */
function answered(system: System, { by, event, says, stops }: Answered): Happening[] {
  const does = `${by} hears ${event.type}`;
  const crashes = stops.map((changes) => ({ does: `${does}, and crashes`, changes }));
  const last = stops.at(-1);
  if (!says || !system.answers(last !== undefined)) return crashes;
  const spoken = { does: `${does}, says ${says.type}`, says, changes: last ?? {} };
  const early = system.first === 'publish' ? [{ does: `${does}, says ${says.type}, and crashes`, says, changes: {} }] : [];
  return [...crashes, ...early, last ? spoken : { ...spoken, echo: { to: event.type, is: says.type } }];
}
