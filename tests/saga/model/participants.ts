import type { Draft } from '#events/index.ts';
import type { Happening } from './happening.ts';
import type { Command, System, Worker } from './system.ts';
import type { Service, World } from './world.ts';

/** An event reaches inventory, whose store may be busy: then the message is retried later. */
export function hearInventory(system: System, inventory: World['inventory'], event: Draft): Happening<'inventory'>[] {
  const verdict = system.inventory.decide(inventory.reservation, event);
  if (verdict === 'tooEarly') return [];
  return [false, true].flatMap((busy) => {
    const kept = system.inventory.keep(inventory, verdict, busy);
    if (kept === 'retry') return [];
    const says = system.inventory.toEvent(kept.reservation);
    return answered(system, { by: 'inventory', event, says, before: inventory, stops: kept === inventory ? [] : [kept] });
  });
}

/** An event reaches billing; the provider's work is done as part of handling it. */
export function hearBilling(system: System, billing: World['billing'], event: Draft): Happening<'billing'>[] {
  const run = runOf(system.billing, { state: billing.payment, outside: billing.stripe }, event);
  if (!run) return [];
  const stops = run.map(({ state, outside }) => ({ payment: state, stripe: outside }));
  const says = system.billing.toEvent(stops.at(-1)?.payment ?? billing.payment);
  return [...answered(system, { by: 'billing', event, says, before: billing, stops }), ...givesUpCapture(system, billing, event)];
}

/** The provider neither captures nor refuses, so billing gives up until a person decides. */
function givesUpCapture(system: System, billing: World['billing'], event: Draft): Happening<'billing'>[] {
  const payment = system.billing.decide(billing.payment, event);
  if (payment === 'tooEarly' || payment === billing.payment || payment.status !== 'capturing') return [];
  const becomes = { ...billing, payment: { ...payment, trouble: givenUp } };
  return [{ does: `billing hears ${event.type}, and gives up the capture`, becomes, chance: true }];
}

const givenUp = { tries: 15, since: '2026-01-01T10:00:00.000Z', reason: 'the intent cannot be read', givenUp: true };

/** An operator decides about a given-up capture; the decision is stored before the provider is asked. */
export function decisions(system: System, billing: World['billing']): Happening<'billing'>[] {
  if (!('trouble' in billing.payment) || !billing.payment.trouble) return [];
  return (['retry', 'fail'] as const).flatMap((decision) => {
    const resolution = { decision, operatorId: 'o', reason: 'r', at: givenUp.since };
    const payment = system.billing.resolvePayment(billing.payment, resolution);
    if (payment === 'refused') return [];
    const decided = { ...billing, payment };
    const run = runOf({ ...system.billing, decide: () => payment }, { state: billing.payment, outside: billing.stripe }, none);
    const last = run?.at(-1);
    const says = last && system.billing.toEvent(last.state);
    const does = `an operator decides to ${decision} the capture`;
    const crash = { does: `${does}, and billing crashes`, becomes: decided };
    return last && says ? [crash, { does, says, becomes: { payment: last.state, stripe: last.outside } }] : [crash];
  });
}

const none = { type: 'OrderConfirmed', data: {} } as Draft;

/** An event reaches shipping; the carrier's work is done as part of handling it. */
export function hearShipping(system: System, shipping: World['shipping'], event: Draft): Happening<'shipping'>[] {
  const run = runOf(system.shipping, { state: shipping.shipment, outside: shipping.carrier }, event);
  if (!run) return [];
  const stops = run.map(({ state, outside }) => ({ ...shipping, shipment: state, carrier: outside }));
  const says = system.shipping.toEvent(stops.at(-1)?.shipment ?? shipping.shipment);
  return answered(system, { by: 'shipping', event, says, before: shipping, stops });
}

/** Operators dispatch and deliver whatever shipping allows; its announcer repeats the event until it is published once. */
export function commands(system: System, shipping: World['shipping']): Happening<'shipping'>[] {
  const { shipment, unannounced } = shipping;
  const asked = (['dispatchShipment', 'deliverShipment'] satisfies Command[]).flatMap((command) => {
    const next = system.shipping[command](shipment);
    if (next === 'refused' || next === shipment) return [];
    const does = `an operator asks to ${command.replace('Shipment', '')}`;
    const says = system.shipping.toEvent(next);
    return [
      { does, says, becomes: { ...shipping, shipment: next, unannounced: false }, chance: true },
      { does: `${does}, and shipping crashes`, becomes: { ...shipping, shipment: next, unannounced: true }, chance: true },
    ];
  });
  if (!unannounced) return asked;
  const becomes = { ...shipping, unannounced: false };
  return [...asked, { does: 'shipping announces', says: system.shipping.toEvent(shipment), becomes }];
}

/**
 * The stops of one delivery, as the loop makes them: it decides, stores what must be stored, runs the effect and concludes from
 * it, until no effect is required. A crash may end it after every save and every effect. Undefined when it came too early.
 */
function runOf<S, Effect, Result, Outside>(
  worker: Worker<S, Effect, Result, Outside>,
  begin: { state: S; outside: Outside },
  event: Draft,
): { state: S; outside: Outside }[] | undefined {
  const verdict = worker.decide(begin.state, event);
  if (verdict === 'tooEarly') return undefined;
  const stops: { state: S; outside: Outside }[] = [];
  let { state: stored, outside } = begin;
  for (let state = verdict; ; ) {
    if (state !== stored && !worker.isTransient(state)) {
      stored = state;
      stops.push({ state: stored, outside });
    }
    const effect = worker.effectOf(state);
    if (effect === undefined) return stops;
    const asked = worker.ask(outside, effect);
    outside = asked.outside;
    stops.push({ state: stored, outside });
    state = worker.conclude(state, asked.result);
  }
}

type Answered<S extends Service> = { by: S; event: Draft; says: Draft | undefined; before: World[S]; stops: World[S][] };

/** Every possible end of a delivery: a crash after any of its stops, or its answer. */
function answered<S extends Service>(system: System, { by, event, says, before, stops }: Answered<S>): Happening<S>[] {
  const does = `${by} hears ${event.type}`;
  const crashes = stops.map((becomes) => ({ does: `${does}, and crashes`, becomes }));
  const last = stops.at(-1);
  if (!says || !system.answers(by, last !== undefined)) return crashes;
  const spoken = { does: `${does}, says ${says.type}`, says, becomes: last ?? before };
  const early = system.first === 'publish' ? [{ does: `${does}, says ${says.type}, and crashes`, says, becomes: before }] : [];
  return [...crashes, ...early, last ? spoken : { ...spoken, echo: { to: event.type, is: says.type } }];
}
