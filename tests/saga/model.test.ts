import { describe, expect, test } from '@jest/globals';
import { type EventType, events } from '#events/index.ts';
import { rows } from '#events/order-saga.ts';
import { allIsWell, describeCircumstances, simpleCircumstances } from './model/circumstances.ts';
import { ordersAndInventoryDefects } from './model/defects.ts';
import { explore, reachesAnEnd } from './model/explore.ts';
import { operatorDefects } from './model/operator-defects.ts';
import { raceModel } from './model/race.ts';
import { billingRaceDefects, shippingRaceDefects } from './model/race-defects.ts';
import { billingRace, shippingRace } from './model/races.ts';
import { exploreRestored, restoredWorlds } from './model/restore.ts';
import { rules } from './model/rules.ts';
import { exploreAllCircumstances, exploreOrder, type Result } from './model/run.ts';
import { forgetfulDefects, workerDefects } from './model/worker-defects.ts';

const defects = [...ordersAndInventoryDefects, ...workerDefects, ...operatorDefects];

describe('the order saga, explored exhaustively', () => {
  test.each([
    { name: 'with duplicates, reordering, and a crash after every step', losses: false, statesMin: 100_000 },
    { name: 'with all messages in flight lost at any moment', losses: true, statesMin: 100_000 },
  ])('obeys every rule and can always settle by itself $name', ({ name, losses, statesMin }) => {
    const results = exploreAllCircumstances(losses);
    report(name, results);
    expect(results.flatMap(({ circumstances, finding }) => (finding ? [{ circumstances, finding }] : []))).toEqual([]);
    expect(results).toHaveLength(losses ? 16 : 32);
    // A model that has lost its moves would not find anything wrong either.
    expect(sum(results)).toBeGreaterThan(statesMin);
    const untold = losses ? [...unreached, ...toldByOperators] : unreached;
    expect(seen(results, 'told')).toEqual(new Set(Object.keys(events).filter((type) => !untold.includes(type as EventType))));
    expect(seen(results, 'decisions')).toEqual(
      new Set([
        'open',
        'confirmed',
        'OUT_OF_STOCK',
        'PAYMENT_DECLINED',
        'UNDELIVERABLE',
        'CUSTOMER',
        'EXPIRED',
        'CAPTURE_FAILED',
      ]),
    );
  });

  test.each(defects)('would detect that $title ($caughtBy)', ({ caughtBy, given, losses = false, plant }) => {
    const circumstances = { ...allIsWell, ...given };
    const { finding } = exploreOrder({ circumstances, losses, plant, only: caughtBy });
    expect(finding?.rule).toBe(caughtBy);
  });

  test('has a planted defect for each of its rules', () => {
    expect(rulesWithDefects(defects)).toEqual(new Set([...Object.keys(rules), reachesAnEnd]));
  });
});

describe('an order after all stores are restored, while the provider and the carrier have newer data', () => {
  const worlds = restoredWorlds();

  test('obeys every rule and can always settle by itself', () => {
    const explorations = worlds.map((world) => exploreRestored(world));
    process.stdout.write(`restored worlds: ${worlds.length}, ${explorations.flatMap(({ states }) => states).length} states\n`);
    expect(explorations.flatMap(({ finding }) => finding ?? [])).toEqual([]);
    expect(worlds.some(({ billing, shipping }) => billing.stripe.captures > 0 && shipping.carrier.reference === 'booked')).toBe(
      true,
    );
  });

  test.each(forgetfulDefects)('would detect that $title', ({ caughtBy, plant }) => {
    const paidAndBooked = worlds.filter(
      (world) => world.billing.stripe.captures > 0 && world.shipping.carrier.reference === 'booked',
    );
    const found = paidAndBooked.map((world) => exploreRestored(world, { plant, only: caughtBy }).finding?.rule);
    expect(found).toContain(caughtBy);
  });
});

describe('two billing handlers, interleaved with the provider', () => {
  test('never leave money held or captured that should not be, and can always finish', () => {
    const explorations = raceCircumstances.map((circumstances) => explore(raceModel(billingRace(circumstances))));
    process.stdout.write(`billing's races: ${explorations.map(({ states }) => states.length).join(' + ')} states\n`);
    expect(explorations.map(({ finding }) => finding)).toEqual(raceCircumstances.map(() => undefined));
    expect(explorations.every(({ states }) => states.length > 5_000)).toBe(true);
  });

  test.each(billingRaceDefects)('would detect that $title ($caughtBy)', ({ caughtBy, given, plant }) => {
    const { finding } = explore(raceModel(plant(billingRace({ ...allIsWell, ...given })), { only: caughtBy }));
    expect(finding?.rule).toBe(caughtBy);
  });

  test('has a planted defect for each of its rules', () => {
    expect(rulesWithDefects(billingRaceDefects)).toEqual(new Set([...Object.keys(billingRace(allIsWell).rules), reachesAnEnd]));
  });
});

describe('two shipping handlers, interleaved with the carrier', () => {
  test('never leave a booking that should not exist, and can always finish', () => {
    const explorations = raceCircumstances.map((circumstances) => explore(raceModel(shippingRace(circumstances))));
    process.stdout.write(`shipping's races: ${explorations.map(({ states }) => states.length).join(' + ')} states\n`);
    expect(explorations.map(({ finding }) => finding)).toEqual(raceCircumstances.map(() => undefined));
  });

  test.each(shippingRaceDefects)('would detect that $title ($caughtBy)', ({ caughtBy, given, plant }) => {
    const { finding } = explore(raceModel(plant(shippingRace({ ...allIsWell, ...given })), { only: caughtBy }));
    expect(finding?.rule).toBe(caughtBy);
  });

  test('has a planted defect for each of its rules', () => {
    expect(rulesWithDefects(shippingRaceDefects)).toEqual(new Set([...Object.keys(shippingRace(allIsWell).rules), reachesAnEnd]));
  });
});

/** Neither the provider nor the carrier depends on the stock. */
const raceCircumstances = simpleCircumstances.filter(({ inStock }) => inStock);

const toldByOperators: EventType[] = ['ShipmentDispatched', 'ShipmentDelivered'];
const unreached = rows.flatMap(([, step]) => step.unreached ?? []);

const rulesWithDefects = (planted: readonly { caughtBy: string }[]) => new Set(planted.map(({ caughtBy }) => caughtBy));

const sum = (results: readonly Result[]): number => results.reduce((total, { states }) => total + states, 0);

const seen = (results: readonly Result[], what: 'told' | 'decisions') => new Set(results.flatMap((result) => [...result[what]]));

function report(name: string, results: readonly Result[]): void {
  const lines = results.map(
    ({ circumstances, states }) => `${String(states).padStart(9)}  ${describeCircumstances(circumstances)}`,
  );
  process.stdout.write([`states ${name}:`, ...lines, `${String(sum(results)).padStart(9)}  in all`, ''].join('\n'));
}
