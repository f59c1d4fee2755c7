import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Backends, startBackends } from './in-process/backends.ts';
import { comeLate, experiment } from './in-process/experiment.ts';
import type { Work } from './in-process/faults.ts';
import { complaints, messagesOf, type Scenario, scenarios, stepsOf } from './in-process/scenarios.ts';

let backends: Backends;
beforeAll(async () => {
  backends = await startBackends();
});
afterAll(() => backends?.stop());

const faults = [
  'twice at once',
  'twice in sequence',
  'delayed',
  'acknowledgement lost',
  'publish refused',
  'publish unanswered',
] as const;

describe.each(faults)('every message, once each: %s', (fault) => {
  it.each(scenarios)('an order that is $title ends as usual, and late repeats change nothing', async (scenario) => {
    const steps = stepsOf(scenario);
    const where = ({ step }: Work) => step === undefined || steps.includes(step);
    const { troubles, injected, orderId = '', saga } = await experiment({ backends, scenario, fault, where });
    expect(troubles).toEqual([]);
    expect(injected).toBeGreaterThan(0);

    const all = [...saga.bus.delivered];
    expect(all.length).toBeGreaterThanOrEqual(messagesOf(scenario).filter(({ sure }) => sure).length);
    expect(await comeLate(saga, all, { backends })).toEqual([]);
    expect(await complaints(scenario, saga, orderId, backends)).toEqual([]);
  });
});

describe('each message in turn is lost', () => {
  it.each(scenarios)('and an order that is $title ends as usual, and the same when they reappear', async (scenario) => {
    const messages = messagesOf(scenario).filter(({ sure }) => sure);
    expect(messages.length).toBeGreaterThan(5);
    for (const message of messages) await losesOne(scenario, message);
  });
});

type Route = Pick<Work, 'type' | 'service'>;

async function losesOne(scenario: Scenario, { type, service }: Route): Promise<void> {
  let isLost = false;
  const where = (work: Work) => {
    const isIt = !isLost && work.type === type && work.service === service && work.step !== undefined;
    if (isIt) isLost = true;
    return isIt;
  };
  const { troubles, injected, orderId = '', saga } = await experiment({ backends, scenario, fault: 'lost', where });
  // Nothing is owed for a delivered order, so nothing announces it again: a redrive or the operator's next request does.
  const isLastWord = type === 'ShipmentDelivered';
  expect(troubles).toEqual(isLastWord ? ['delivered, lost: shipment is dispatched and not delivered'] : []);
  expect(injected).toBe(1);

  expect(await comeLate(saga, saga.findLost(), { backends })).toHaveLength(isLastWord ? 1 : 0);
  expect(await complaints(scenario, saga, orderId, backends)).toEqual([]);
}
