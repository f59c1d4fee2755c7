import { describe, expect, test } from '@jest/globals';
import { createChance } from '../../faults/chance.ts';
import { ordersOf } from '../../faults/schedule.ts';
import { createTally } from '../../faults/tally.ts';
import { createLoad } from '../../faults/workload/load.ts';
import type { Answer, Person } from '../../faults/workload/people.ts';

const answer = (status: number, body = {}): Answer => ({ status, body, text: JSON.stringify(body) });

/** A load of one order, with people whose requests get these answers, one after the other and then the last one. */
function loadWith(answers: { placing?: Answer[]; forged?: number[] }) {
  const next = <T>(list: readonly T[], index: number) => list[Math.min(index, list.length - 1)] as T;
  let [placings, forgeries] = [0, 0];
  const person: Person = {
    canary: 'canary-of-customer-0-',
    userId: 'u',
    call: async (method, path) =>
      method === 'POST' && path === '/v1/orders' ? next(answers.placing ?? [], placings++) : answer(200),
    callForged: async () => answer(next(answers.forged ?? [], forgeries++)),
  };
  const tally = createTally(() => undefined);
  const chance = createChance('1');
  const load = createLoad({ customers: Array(6).fill(person), operator: person, admin: person, tally, chance, pace: 1 });
  const plans = ordersOf(chance.stream('orders'), { phases: [{ seconds: 0.01, perSecond: 100 }], rushes: [] });
  return { load, tally, plans };
}

describe('a flood of made-up key ids', () => {
  test('counts each refusal, and nothing while the keys cannot be read', async () => {
    const { load, tally } = loadWith({ forged: [403, 401, 503, 0, 500] });
    await load.flood();
    expect(tally.faults.get('token of a made-up key')).toBe(2);
    expect(tally.violations).toEqual([]);
  });

  test.each([200, 404])('may not be let in, as the answer %d shows', async (status) => {
    const { load, tally } = loadWith({ forged: [status] });
    await load.flood();
    expect(tally.violations).toEqual([{ invariant: 'answers', detail: `a token of a made-up key was answered ${status}` }]);
  });
});

describe('a customer with a valid token', () => {
  const accepted = answer(202, { orderId: '01a21f9f-c3b8-756b-8892-5f75081a9a9e', total: { amount: 1 } });

  test.each([401, 403])('is never refused with %d', async (status) => {
    const { load, tally, plans } = loadWith({ placing: [answer(status), accepted] });
    await load.play(plans);
    await load.end();
    expect(tally.violations).toEqual([{ invariant: 'answers', detail: `POST /v1/orders refused a valid token with ${status}` }]);
    expect(tally.counts.acknowledged).toBe(1);
  });

  test('may be told to come again', async () => {
    const { load, tally, plans } = loadWith({ placing: [answer(503), answer(429), accepted] });
    await load.play(plans);
    await load.end();
    expect(tally.violations).toEqual([]);
    expect(tally.counts.acknowledged).toBe(1);
  });
});
