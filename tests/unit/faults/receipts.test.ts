import { describe, expect, test } from '@jest/globals';
import { createReceipts } from '../../faults/proxy/receipts.ts';

const messages = (...ids: string[]) => ids.map((MessageId) => ({ MessageId }));

describe('the messages of a process that is stopped', () => {
  test('are those that it receives next, and are hidden only briefly', async () => {
    const receipts = createReceipts();
    const next = receipts.next('billing', 2, 10_000);
    expect(receipts.hiddenSecondsOf('billing')).toBe(2);
    expect(receipts.hiddenSecondsOf('billing-2')).toBeUndefined();
    // A call that was made before is answered without any messages, or with messages that are hidden for long.
    receipts.note('billing', [], 2);
    receipts.note('billing', messages('m1'), undefined);
    expect(receipts.hiddenSecondsOf('billing')).toBe(2);
    receipts.note('billing', messages('m2', 'm3'), 2);
    expect(receipts.hiddenSecondsOf('billing')).toBeUndefined();

    const held = await next;
    receipts.note('billing-2', messages('m1'), undefined);
    receipts.note('billing', messages('m3'), undefined);
    expect(await held?.reachesAnother(1)).toBe(false);
  });

  test('have been redelivered once another process receives one of them', async () => {
    const receipts = createReceipts();
    const next = receipts.next('billing', 2, 10_000);
    receipts.note('billing', messages('m2', 'm3'), 2);
    const held = await next;
    receipts.note('billing-2', messages('m3', 'm4'), undefined);
    expect(await held?.reachesAnother(10_000)).toBe(true);
  });

  test('do not exist if it receives none in time', async () => {
    const receipts = createReceipts();
    expect(await receipts.next('billing', 2, 1)).toBeUndefined();
    expect(receipts.hiddenSecondsOf('billing')).toBeUndefined();
  });
});
