import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rows, type StepName } from '#events/order-saga.ts';
import { ProblemError } from '#shared/errors/problem.ts';
import { type Backends, startBackends, unitPrice } from './in-process/backends.ts';
import type { Placement } from './in-process/clients.ts';
import { defects } from './in-process/defects.ts';
import { comeLate, experiment } from './in-process/experiment.ts';
import { type Fault, messageFaults, type Plan, randomFrom, workFaults } from './in-process/faults.ts';
import { createSaga, type Saga } from './in-process/saga.ts';
import { isConserved, scenarios } from './in-process/scenarios.ts';

let backends: Backends;
beforeAll(async () => {
  backends = await startBackends();
});
afterAll(() => backends?.stop());

const seeds = Array.from({ length: 12 }, (_, index) => index + 1);
const pieces = 6;
// Few handlers reach a second commit, so that fault is drawn twice as often.
const faults: readonly Fault[] = [...workFaults, ...messageFaults, 'fails before second commit'];
const faultRate = 0.25;
const lookRate = 0.2;
const lateRate = 0.3;

// Ten orders for six items: more good cards than items, and every way to fail.
const placements: readonly Omit<Placement, 'productId'>[] = [
  ...Array.from({ length: 6 }, () => ({})),
  { card: 'pm_card_chargeDeclined' },
  { card: 'pm_card_captureFails' },
  { postalCode: '00000' },
  { deadlineSeconds: 0 },
];

const totals = { confirmed: 0, reasons: new Set<string>(), faults: new Map<Fault, number>(), steps: new Set<StepName>() };

describe('ten concurrent orders for six items, on a bus where a quarter of all work fails', () => {
  it.each(seeds)('all settle, and every item and cent is accounted for: seed %i', async (seed) => {
    const random = randomFrom(seed);
    const productId = await backends.addProduct(pieces);
    const looks: ReturnType<Backends['witness']['stock']>[] = [];
    // Nothing fails more than three times, or chance would eventually send a good message to the dead letters.
    const plan: Plan = ({ attempt }) => {
      if (random() < lookRate) looks.push(backends.witness.stock(productId));
      return attempt <= 3 && random() < faultRate ? faults[Math.floor(random() * faults.length)] : undefined;
    };
    const saga = await createSaga({ backends, plan, random, concurrencyMax: 4, announcementsMax: 60 });
    const orderIds = await rush(saga, productId, random);

    expect(saga.surprises()).toEqual([]);
    expect(saga.bus.deadLetters).toEqual([]);
    expect([...saga.bus.tellings.values()].filter((told) => told.size > 1)).toEqual([]);
    expect((await Promise.all(looks)).filter((stock) => !stock || !isConserved(stock))).toEqual([]);
    await everythingIsAccountedFor(orderIds, productId);
    const again = saga.bus.delivered.filter(() => random() < lateRate);
    expect(await comeLate(saga, [...saga.findLost(), ...again], { backends })).toEqual([]);

    for (const [fault, count] of saga.injected) totals.faults.set(fault, (totals.faults.get(fault) ?? 0) + count);
    for (const step of saga.stepsTaken) totals.steps.add(step);
  });

  it('with real chaos: every kind of fault, every step and every outcome occurred', () => {
    const asked: StepName[] = ['dispatchShipment', 'deliverShipment'];
    expect(faults.filter((fault) => !totals.faults.get(fault))).toEqual([]);
    expect(rows.map(([step]) => step).filter((step) => !totals.steps.has(step))).toEqual(asked);
    // Whether an order also expires depends on the clock; the table loops cover that.
    const always = ['OUT_OF_STOCK', 'PAYMENT_DECLINED', 'UNDELIVERABLE', 'CUSTOMER', 'CAPTURE_FAILED'];
    expect(always.filter((reason) => !totals.reasons.has(reason))).toEqual([]);
    expect(totals.confirmed).toBeGreaterThan((seeds.length * placements.length) / 4);
  });
});

/** Places the orders, has one customer change their mind midway, and settles all. */
async function rush(saga: Saga, productId: string, random: () => number): Promise<string[]> {
  const orderIds = [];
  for (const placement of [...placements].sort(() => random() - 0.5))
    orderIds.push(await saga.place({ productId, ...placement }));
  const patience = Math.floor(random() * 60);
  await saga.bus.run(() => saga.bus.delivered.length >= patience);
  await saga.cancel(orderIds[Math.floor(random() * orderIds.length)] ?? '').catch(refused);
  await saga.settle();
  return orderIds;
}

/** A customer may be too late, which is a valid response. */
function refused(error: unknown): void {
  if (!(error instanceof ProblemError && error.status === 409)) throw error;
}

/** According to the books of the stock, Stripe and the carrier. */
async function everythingIsAccountedFor(orderIds: readonly string[], productId: string): Promise<void> {
  const all = await Promise.all(orderIds.map((orderId) => backends.factsOf(orderId)));
  const confirmed = all.filter(({ order }) => order?.decision === 'confirmed');
  totals.confirmed += confirmed.length;
  for (const { order, ledger, parcel, reservation } of all) {
    const isConfirmed = order?.decision === 'confirmed';
    if (!isConfirmed) totals.reasons.add(order?.reason);
    const kinds = ledger.map(({ kind }) => kind);
    expect(order).toMatchObject({ settled: true });
    expect(reservation?.state.status).toBe(order?.stock);
    if (isConfirmed) expect(kinds).toEqual(['authorized', 'captured']);
    else expect([[], ['authorized', 'voided']]).toContainEqual(kinds);
    expect(parcel.status === 'booked').toBe(isConfirmed);
  }
  const slates = await Promise.all(orderIds.map((orderId) => backends.witness.money(orderId)));
  expect(slates.reduce((sum, { captured }) => sum + captured, 0)).toBe(confirmed.length * unitPrice.amount);
  expect(await backends.witness.stock(productId)).toMatchObject({
    available: pieces - confirmed.length,
    reserved: 0,
    committed: confirmed.length,
  });
}

// Without its defect, each of these experiments is one in which the table loops find nothing.
describe('a planted defect', () => {
  it.each(defects)('is found: $title', async ({ plant, shows: { scenario: title, as, where, ...conditions } }) => {
    const scenario = scenarios.find((each) => each.title === title);
    if (!scenario) throw new Error(`there is no scenario ${title}`);
    let hits = 0;
    const { troubles, saga } = await experiment({
      backends,
      scenario,
      plant,
      ...conditions,
      // Once is enough, and a permanently lost message would reveal anything.
      where: (work) => (where?.(work) ?? true) && (conditions.fault !== 'lost' || hits++ === 0),
    });
    const late = troubles.length === 0 ? await comeLate(saga, saga.findLost(), { backends }) : [];
    expect([...troubles, ...late].join('\n')).toMatch(as);
  });
});
