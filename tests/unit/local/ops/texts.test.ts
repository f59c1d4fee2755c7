import { describe, expect, test } from '@jest/globals';
import { unknownCurrency, unknownCustomer } from '#events/unknown-order.ts';
import { viewOf } from '../../../../containers/orders/ops/dead-letters/view.ts';
import { dossierText, queuesText } from '../../../../local/ops/texts.ts';
import type { Dossier } from '../../../../local/ops/types.ts';
import { aDeadLetter } from '../../../support/a-dead-letter.ts';

const orderId = '01a2009f-0c90-7c9e-b880-46e95d71d928';
const at = '2026-11-27T12:00:00.000Z';
const dossier = (more: Partial<Dossier>) =>
  ({
    ...{
      orderId,
      status: 'CANCELLING',
      settled: false,
      lines: [],
      placedAt: at,
      deadline: at,
      announcedAgain: 0,
      overdue: false,
    },
    ...{ stock: 'none', payment: 'none', shipment: 'none', owed: [], events: [], actions: [], deadLetters: [], ...more },
  }) as unknown as Dossier;

test('the table of the queues has the age of the oldest message, if it is known, and the oldest order waiting', () => {
  const text = queuesText({
    queues: [
      { queue: 'billing', waiting: 7, inFlight: 1, oldestMessageSeconds: 200, oldestWaiting: { orderId, since: at } },
      { queue: 'timeline', waiting: 0, inFlight: 0 },
    ],
  });
  expect(text).toMatch(new RegExp(`billing +7 +1 +3 min +${orderId} since 2026-11-27T12:00:00Z`));
  expect(text).toMatch(/timeline +0 +0 +- +-$/);
});

describe('the description of an order', () => {
  const total = { amount: 2600, currency: 'USD' };

  test('says what each participant has, which one has not heard of it, and which one does not answer', () => {
    const reservation = { orderId, step: 'committed' as const, lines: [{ productId: 'p-1', quantity: 2 }] };
    const text = dossierText(dossier({ customerId: 'c-1', total, stock: 'committed' }), { reservation, silent: ['shipping'] });
    expect(text).toMatch(/inventory +committed +committed, 2 pieces/);
    expect(text).toMatch(/billing +none +nothing/);
    expect(text).toMatch(/shipping +none +no answer/);
  });

  test('says whose it is and its total', () => {
    const total = { amount: 2600, currency: 'USD' };
    expect(dossierText(dossier({ customerId: 'c-1', total }), {} as never)).toContain('customer c-1, 2600 USD in minor units');
  });

  test.each([
    [0, 'open, 5 s old: not JSON'],
    [1, 'open, 5 s old, 1 more copy: not JSON'],
    [12, 'open, 5 s old, 12 more copies: not JSON'],
  ])('says of a dead letter with %i copies: %s', (copies, said) => {
    const letter = { ...viewOf(aDeadLetter({ copies }), new Date()), ageSeconds: 5 };
    expect(dossierText(dossier({ customerId: 'c-1', total, deadLetters: [letter] }), {})).toContain(said);
  });

  test('says when it was archived, and nothing of announcements', () => {
    const text = dossierText(
      dossier({ settled: true, status: 'DELIVERED', archivedAt: at, total: { amount: 1, currency: 'USD' } }),
      {},
    );
    expect(text).toContain('DELIVERED  (settled, archived)');
    expect(text).toContain('archived 2026-11-27T12:00:00Z: its events are in the archive');
    expect(text).not.toContain('announced');
  });

  test('says that both are unknown for an adopted one', () => {
    const total = { amount: 0, currency: unknownCurrency };
    const text = dossierText(dossier({ customerId: unknownCustomer, total }), {} as never);
    expect(text).toContain('customer unknown, total unknown');
    expect(text).not.toMatch(/00000000|XXX/);
  });
});
