import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rows, type StepName } from '#events/order-saga.ts';
import { type Backends, startBackends } from './in-process/backends.ts';
import { experiment } from './in-process/experiment.ts';
import type { Fault } from './in-process/faults.ts';
import { needsAnnouncer, scenarios, stepsOf } from './in-process/scenarios.ts';

let backends: Backends;
beforeAll(async () => {
  backends = await startBackends();
});
afterAll(() => backends?.stop());

const stepNames = rows.map(([step]) => step);
const scenariosWith = (step: StepName) => scenarios.filter((scenario) => stepsOf(scenario).includes(step));

describe('without a fault', () => {
  it.each(scenarios)('an order that is $title leaves its golden trace and needs no help', async (scenario) => {
    expect((await experiment({ backends, scenario, announcementsMore: 0 })).troubles).toEqual([]);
  });

  it('the scenarios cover every row of the table', () => {
    expect(stepNames.filter((step) => scenariosWith(step).length === 0)).toEqual([]);
  });
});

describe('a step that fails once', () => {
  it.each(stepNames)('%s, before its commit, is repeated by its sender or requester', async (step) => {
    await failsOnce(step, 'fails before commit', 0);
  });

  // A participant publishes what it missed when its message is redelivered; for orders and operators the announcer does.
  it.each(stepNames)('%s, after its commit and before publishing, leaves nothing unpublished', async (step) => {
    await failsOnce(step, 'fails after commit', needsAnnouncer(step) ? 1 : 0);
  });
});

describe('a process that dies after a provider call and before storing its result', () => {
  it.each([
    { step: 'authorizePayment', fault: 'fails at first commit', done: 'the intent is created' },
    { step: 'authorizePayment', fault: 'fails before second commit', done: 'the money is held' },
    { step: 'capturePayment', fault: 'fails at first commit', done: 'the money is taken' },
    { step: 'capturePayment', fault: 'fails before second commit', done: 'the refused capture is cancelled' },
    { step: 'voidPayment', fault: 'fails before second commit', done: 'the money is let go' },
    { step: 'bookShipment', fault: 'fails before second commit', done: 'the parcel is booked' },
    { step: 'cancelShipment', fault: 'fails before second commit', done: 'the parcel is cancelled' },
  ] as const)('still does it only once: $step, $done', async ({ step, fault }) => {
    const runs = [];
    for (const scenario of scenariosWith(step))
      runs.push(await experiment({ backends, scenario, fault, where: (work) => work.step === step, announcementsMore: 0 }));
    expect(runs.flatMap(({ troubles }) => troubles)).toEqual([]);
    expect(runs.reduce((sum, { injected }) => sum + injected, 0)).toBeGreaterThan(0);
  });
});

/** Makes the first attempt of every delivery to the step, and of every request for it, fail, in each scenario with that step. */
async function failsOnce(step: StepName, fault: Fault, announcementsMore: number): Promise<void> {
  for (const scenario of scenariosWith(step)) {
    const where = (work: { step: StepName | undefined }) => work.step === step;
    const { troubles, injected, saga } = await experiment({ backends, scenario, fault, where, announcementsMore });
    expect(troubles).toEqual([]);
    expect(injected).toBeGreaterThan(0);
    expect([...saga.stepsTaken]).toContain(step);
  }
}
