import { describe, expect, test } from '@jest/globals';
import { type Reservation, steps, toEvent } from '../../../../containers/inventory/domain.ts';
import { sample } from '../../../saga/model/sample-events.ts';
import { decideBy } from '../../../support/decide-by.ts';
import { testDecisions } from '../decision-table.ts';

const decide = decideBy<Reservation>('inventory', steps);

const { lines } = sample.StockReserved.data;
const { shortages } = sample.StockRejected.data;

const states = {
  none: { status: 'none' },
  reserved: { status: 'reserved', lines },
  committed: { status: 'committed', lines },
  released: { status: 'released', lines },
  rejected: { status: 'rejected', shortages },
} satisfies Record<Reservation['status'], Reservation>;

describe('a reservation', () => {
  testDecisions<Reservation>({
    service: 'inventory',
    states,
    decide,
    table: `
               OrderPlaced  OrderConfirmed  PaymentFailed  ShipmentFailed  OrderCancelled
    none       reserved     tooEarly        released       released        released
    reserved   -            committed       released       released        released
    committed  -            -               released       released        released
    released   -            -               -              -               -
    rejected   -            -               -              -               -`,
  });

  test('has one line per product, in the order in which they were first named', () => {
    const [one] = sample.OrderPlaced.data.lines;
    if (!one) throw new Error('the sample has a line');
    const other = { ...one, productId: '01933f00-0000-7000-8000-000000000001', quantity: 5 };
    const event = { ...sample.OrderPlaced, data: { ...sample.OrderPlaced.data, lines: [one, other, { ...one, quantity: 3 }] } };
    expect(decide({ status: 'none' }, event)).toEqual({
      status: 'reserved',
      lines: [
        { productId: one.productId, quantity: one.quantity + 3 },
        { productId: other.productId, quantity: 5 },
      ],
    });
  });

  test('keeps its lines through commit and release', () => {
    expect(decide(states.reserved, sample.OrderConfirmed)).toEqual(states.committed);
    expect(decide(states.committed, sample.OrderCancelled)).toEqual(states.released);
  });

  test('is a tombstone when it is released before it was made', () => {
    expect(decide(states.none, sample.OrderCancelled)).toEqual({ status: 'released', lines: [] });
  });

  test('is released without items that are no longer counted as held', () => {
    const [line] = lines;
    if (!line) throw new Error('the sample has a line');
    const missing = [{ productId: line.productId, requested: line.quantity, available: 0 }];
    const rest = lines.filter((other) => other !== line);
    expect(steps.releaseStock.refuse(states.committed, missing)).toEqual({ status: 'released', lines: rest, unreturned: [line] });
  });

  test('is committed even with items that are no longer counted as reserved, and lists them until it is released', () => {
    const [line] = lines;
    if (!line) throw new Error('the sample has a line');
    const missing = [{ productId: line.productId, requested: line.quantity, available: 0 }];
    const committed = steps.commitStock.refuse(states.reserved, missing);
    expect(committed).toEqual({ ...states.committed, uncommitted: [line] });
    expect(toEvent(committed)).toMatchObject({ type: 'StockCommitted', data: { lines } });
    expect(decide(committed, sample.OrderCancelled)).toEqual(states.released);
  });

  test('is rejected with what is short', () => {
    expect(steps.reserveStock.refuse(states.none, shortages)).toEqual(states.rejected);
  });

  test.each([
    [states.reserved, sample.StockReserved],
    [states.committed, sample.StockCommitted],
    [states.released, sample.StockReleased],
    [states.rejected, sample.StockRejected],
  ])('publishes its event: $status', (state, { type, data }) => {
    expect(toEvent(state)).toEqual({ type, data });
  });

  test('publishes nothing before it is made', () => {
    expect(toEvent(states.none)).toBeUndefined();
  });
});
