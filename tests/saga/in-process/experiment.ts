import { isDeepStrictEqual } from 'node:util';
import type { Message } from './bus.ts';
import type { Fault, Work } from './faults.ts';
import { createSaga, NotSettledError, type Saga, type SagaOptions } from './saga.ts';
import { complaints, play, type Scenario } from './scenarios.ts';

export type Experiment = Pick<SagaOptions, 'backends' | 'plant'> & {
  scenario: Scenario;
  fault?: Fault;
  /** Which work the fault hits; all of it by default. Each message and request meets it only the first time. */
  where?: (work: Work) => boolean;
  /** How many more announcements than usual may be needed; by default as many as `settle` allows. */
  announcementsMore?: number;
};

/** Plays a scenario with one fault. Returns what is wrong at the end, and the saga. */
export async function experiment({
  scenario,
  fault,
  where = () => true,
  announcementsMore = Number.POSITIVE_INFINITY,
  ...options
}: Experiment) {
  const saga = await createSaga({ ...options, plan: (work) => (work.attempt === 1 && where(work) ? fault : undefined) });
  const troubles: string[] = [];
  let orderId: string | undefined;
  try {
    orderId = await play(scenario, saga, options.backends);
    troubles.push(...(await complaints(scenario, saga, orderId, options.backends)));
  } catch (error) {
    if (!(error instanceof NotSettledError)) throw error;
    troubles.push(error.message);
  }
  const more = saga.announcements() - scenario.announcements;
  if (more > announcementsMore) troubles.push(`announced ${more} times more`);
  const injected = fault ? (saga.injected.get(fault) ?? 0) : 0;
  return { orderId, troubles: troubles.map((trouble) => `${scenario.title}, ${fault}: ${trouble}`), injected, saga };
}

/** Delivers messages after their orders have settled. Returns what they changed, which should be nothing. */
export async function comeLate(saga: Saga, messages: readonly Message[], { backends }: Pick<SagaOptions, 'backends'>) {
  const orderIds = [...new Set(messages.map(({ orderId }) => orderId))];
  const lookAll = () => Promise.all(orderIds.map((orderId) => backends.factsOf(orderId)));
  const before = await lookAll();
  for (const message of messages) saga.bus.send(message);
  await saga.bus.run();
  const after = await lookAll();
  const changed = orderIds.filter((_, index) => !isDeepStrictEqual(before[index], after[index]));
  return changed.map((orderId) => `late messages changed order ${orderId}`);
}
