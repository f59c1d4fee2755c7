import { expect, test } from '@jest/globals';
import { createStripeLedger } from '../../../../containers/billing/stripe-ledger.ts';
import { useStripe } from '../../local/resources/stripe/running-stripe.ts';

const { running, create } = useStripe();
const always = { from: new Date(0), before: new Date('2100-01-01T00:00:00Z'), limit: 1 };

test('the provider’s intents are listed page by page', async () => {
  const ids = [await create(), await create()].map(({ id }) => id);
  const { list } = createStripeLedger(running.stripe);
  const first = await list(always);
  const second = await list({ ...always, after: first.intents[0]?.intentId });
  expect([first.isMore, second.isMore]).toEqual([true, false]);
  expect([...first.intents, ...second.intents].map(({ intentId }) => intentId).sort()).toEqual(ids.sort());
});

test('a page that begins after an intent which does not exist is the caller’s mistake, not an outage', async () => {
  const after = createStripeLedger(running.stripe).list({ ...always, after: 'pi_nope' });
  await expect(after).rejects.toMatchObject({ status: 422, extensions: { errors: [{ path: 'cursor' }] } });
});
