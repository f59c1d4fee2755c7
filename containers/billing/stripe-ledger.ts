import Stripe from 'stripe';
import { fromProviderAmount } from '#events/currencies.ts';
import { strangeCursor } from '#shared/http/page.ts';
import type { Ledger, LedgerIntent } from './payment-provider.ts';
import { notYet } from './stripe-failures.ts';

/** Stripe's own record of what it holds and has captured for us. (https://docs.stripe.com/api/payment_intents/list) */
export function createStripeLedger({ paymentIntents }: Pick<Stripe, 'paymentIntents'>): Ledger {
  return {
    async list({ from, before, after, limit }) {
      const created = { gte: secondsOf(from), lte: secondsOf(before) };
      const query = { created, limit, expand: ['data.latest_charge'], ...(after === undefined ? {} : { starting_after: after }) };
      const { data, has_more } = await paymentIntents.list(query).catch((cause) => {
        // Stripe has no such intent, so this position is not from one of its pages.
        if (cause instanceof Stripe.errors.StripeError && cause.param === 'starting_after') throw strangeCursor();
        throw notYet('the intents cannot be listed', cause);
      });
      return { intents: data.map(toIntent), isMore: has_more };
    },

    async find(intentId) {
      try {
        return toIntent(await paymentIntents.retrieve(intentId, { expand: ['latest_charge'] }));
      } catch (cause) {
        if (cause instanceof Stripe.errors.StripeError && cause.statusCode === 404) return undefined;
        throw notYet('the intent cannot be read', cause);
      }
    },
  };
}

const secondsOf = (moment: Date): number => Math.floor(moment.getTime() / 1000);

function toIntent({
  id,
  status,
  amount,
  amount_received,
  currency,
  created,
  metadata,
  latest_charge,
}: Stripe.PaymentIntent): LedgerIntent {
  const ours = (minor: number) => fromProviderAmount({ amount: minor, currency: currency.toUpperCase() });
  const refunded = typeof latest_charge === 'object' ? (latest_charge?.amount_refunded ?? 0) : 0;
  return {
    ...{ intentId: id, orderId: metadata.orderId, status },
    ...{ amount: ours(amount).amount, currency: ours(amount).currency },
    ...{ received: ours(amount_received).amount, refunded: ours(refunded).amount },
    createdAt: new Date(created * 1000),
  };
}
