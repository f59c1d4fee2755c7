import type { Event } from '#events/index.ts';
import { stepOn } from '#events/order-saga.ts';
import type { createBatcher } from '#shared/concurrency/batcher.ts';
import { outcomeOf } from '#shared/errors/outcome.ts';
import type { createLoop } from '#shared/saga/loop.ts';
import { taskOf } from '#shared/saga/participant.ts';
import type { Choose } from './explore.ts';
import { eventAbout, orderIds, type Play } from './plays.ts';
import { createStage, short, type Troubles } from './stage.ts';

/** The code under test, which may have a defect. */
export type Loops = { createLoop: typeof createLoop; createBatcher: typeof createBatcher };

/** A message, until it is acknowledged. */
type Message = { event: Event; replica: 0 | 1; tries: number };

// biome-ignore lint/suspicious/noExplicitAny: the plays run services with different state types the same way
type Any = any;

const roundsMax = 8;

/** Performs a play once, with the given choices. Returns the complaints, preceded by what happened. */
export async function perform(play: Play, loopsOf: Loops, { choose, troubles }: { choose: Choose; troubles: Troubles }) {
  const complaints: string[] = [];
  const stage = createStage<Any>(choose, troubles, loopsOf.createBatcher);
  play.begin();
  let { loops, steps } = start();

  function start() {
    const process = stage.beginProcess();
    const part = play.part(process);
    const publish = loopsOf.createBatcher<Event, undefined>({
      call: (events) =>
        process.call(`publish ${events.map(({ type, subject }) => `${type} ${short(subject)}`)}`, () => events.map(tell)),
      inFlightMax: 2,
    });
    return {
      steps: part.steps,
      loops: Array.from({ length: play.replicas }, () => loopsOf.createLoop<Any>({ ...part, publish })),
    };
  }

  let open: readonly Message[] = play.told.map(({ about, type, replica = 0 }) => ({
    event: eventAbout(about, type),
    replica,
    tries: 0,
  }));

  function tell(event: Event): undefined {
    if (!stage.stored.some((row) => row.event === event)) complaints.push(`${event.type} was told and not stored`);
  }

  /** Delivers the open messages, all at once, and returns those that are still open. */
  async function deliver(): Promise<readonly Message[]> {
    const acknowledged = new Set<Message>();
    let settled = 0;
    for (const message of open) {
      message.tries++;
      const { event } = message;
      const taken = (loops[message.replica] as Any).take(taskOf(play.service, steps, event));
      taken.then(
        () => {
          settled++;
          acknowledged.add(message);
          complaints.push(...complaintsAbout(event));
        },
        (error: unknown) => {
          settled++;
          const { kind } = outcomeOf(error);
          stage.log.push(`${event.type} ${short(event.subject)} comes again`);
          if (kind === 'poison' || 'error' in outcomeOf(error)) complaints.push(`${event.type} failed: ${error}`);
        },
      );
    }
    const delivered = open.length;
    const hasDied = await stage.playOn();
    if (hasDied) ({ loops, steps } = start());
    else if (settled < delivered) complaints.push('something was neither done nor refused');
    const rest = open.filter((message) => !acknowledged.has(message));
    return rest.length > 1 && choose(2) === 1 ? [...rest].reverse() : rest;
  }

  /** What is acknowledged must be stored: the stored state already includes the event. */
  function complaintsAbout(event: Event): string[] {
    const row = stage.rows.get(event.subject);
    const step = steps[stepOn(play.service, event.type) ?? ''];
    if (!row) return [`${event.type} was acknowledged and not stored`];
    return step(row.state, event) === row.state
      ? []
      : [`${event.type} was acknowledged, and changes ${JSON.stringify(row.state)}`];
  }

  for (let round = 0; open.length > 0 && round < roundsMax; round++) {
    open = await deliver();
    if (complaints.length > 0) break;
  }
  for (const { event } of open) complaints.push(`${event.type} ${short(event.subject)} was never acknowledged`);
  for (const [orderId, { state }] of stage.rows) {
    const wrong = complaints.length === 0 ? play.wrong(state, orderId) : undefined;
    if (wrong) complaints.push(`order ${short(orderId)}: ${wrong}`);
  }
  if (complaints.length === 0 && stage.rows.size === 0) complaints.push(`nothing was stored for ${Object.keys(orderIds)}`);
  return complaints.length > 0 ? [...stage.log, ...complaints] : [];
}
