import type { Draft } from '#events/index.ts';
import type { Command } from '../../../containers/shipping/domain.ts';
import type { Happening } from './moves.ts';
import type { System, Worker } from './system.ts';
import { delivered, type Service, type World } from './world.ts';

/** An event reaches inventory, whose store may be busy just then: that message comes again later. */
export function hearInventory(system: System, inventory: World['inventory'], event: Draft): Happening<'inventory'>[] {
  const verdict = system.inventory.decide(inventory.reservation, delivered(event));
  if (verdict === 'tooEarly') return [];
  return [false, true].flatMap((busy) => {
    const kept = system.inventory.keep(inventory, verdict, busy);
    if (kept === 'retry') return [];
    const says = system.inventory.standsFor(kept.reservation);
    return answered(system, { by: 'inventory', event, says, before: inventory, stops: kept === inventory ? [] : [kept] });
  });
}

/** An event reaches billing; the provider's work is done on the way. */
export function hearBilling(system: System, billing: World['billing'], event: Draft): Happening<'billing'>[] {
  const run = runOf(system.billing, { state: billing.payment, outside: billing.stripe }, event);
  if (!run) return [];
  const stops = run.map(({ state, outside }) => ({ payment: state, stripe: outside }));
  const says = system.billing.standsFor(stops.at(-1)?.payment ?? billing.payment);
  return answered(system, { by: 'billing', event, says, before: billing, stops });
}

/** An event reaches shipping; the carrier's work is done on the way. */
export function hearShipping(system: System, shipping: World['shipping'], event: Draft): Happening<'shipping'>[] {
  const run = runOf(system.shipping, { state: shipping.shipment, outside: shipping.carrier }, event);
  if (!run) return [];
  const stops = run.map(({ state, outside }) => ({ ...shipping, shipment: state, carrier: outside }));
  const says = system.shipping.standsFor(stops.at(-1)?.shipment ?? shipping.shipment);
  return answered(system, { by: 'shipping', event, says, before: shipping, stops });
}

/** Operators dispatch and deliver whatever shipping lets them; its announcer repeats the event until it is out once. */
export function commands(system: System, shipping: World['shipping']): Happening<'shipping'>[] {
  const { shipment, unannounced } = shipping;
  const asked = (['dispatch', 'deliver'] satisfies Command[]).flatMap((command) => {
    const next = system.shipping.obey(shipment, command);
    if (next === 'refused' || next === shipment) return [];
    const does = `an operator asks to ${command}`;
    const says = system.shipping.standsFor(next);
    return [
      { does, says, becomes: { ...shipping, shipment: next, unannounced: false }, chance: true },
      { does: `${does}, and shipping crashes`, becomes: { ...shipping, shipment: next, unannounced: true }, chance: true },
    ];
  });
  if (!unannounced) return asked;
  const becomes = { ...shipping, unannounced: false };
  return [...asked, { does: 'shipping announces', says: system.shipping.standsFor(shipment), becomes }];
}

/**
 * The stops of one delivery's handler: it decides, then does the outsider's work and concludes from it until none is left.
 * A crash may end it after every commit and every call. Undefined when the event came too early.
 */
function runOf<S, E, W, O, X>(
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

type Answered<S extends Service> = { by: S; event: Draft; says: Draft | undefined; before: World[S]; stops: World[S][] };

/** Every way that a delivery may end: with a crash after any of its stops, or with its answer. */
function answered<S extends Service>(system: System, { by, event, says, before, stops }: Answered<S>): Happening<S>[] {
  const does = `${by} hears ${event.type}`;
  const crashes = stops.map((becomes) => ({ does: `${does}, and crashes`, becomes }));
  const last = stops.at(-1);
  if (!says || !system.answers(by, last !== undefined)) return crashes;
  const spoken = { does: `${does}, says ${says.type}`, says, becomes: last ?? before };
  const early = system.first === 'publish' ? [{ does: `${does}, says ${says.type}, and crashes`, says, becomes: before }] : [];
  return [...crashes, ...early, last ? spoken : { ...spoken, echo: { to: event.type, is: says.type } }];
}
