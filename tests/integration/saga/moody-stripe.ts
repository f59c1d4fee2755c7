import { createServer } from 'node:http';
import Stripe from 'stripe';
import { serve } from '../../../local/resources/serve.ts';
import { openStripeDatabase } from '../../../local/resources/stripe/database.ts';
import { stripeHttpHandler } from '../../../local/resources/stripe/http-handler.ts';
import { withIdempotency } from '../../../local/resources/stripe/idempotency.ts';
import { createLedger } from '../../../local/resources/stripe/ledger.ts';
import { type StripeAnswer, type StripeCall, stripeOperations } from '../../../local/resources/stripe/operations.ts';

const error = (status: number, type: string, code?: string, headers = {}): StripeAnswer => ({
  status,
  headers,
  body: { error: { type, code, message: 'no' } },
});

/** What Stripe answers for one order's intent, from its confirmation on, as long as the mood lasts. */
const moods = {
  'an intent that it does not know': error(404, 'invalid_request_error', 'resource_missing'),
  'a twin of the request': error(409, 'idempotency_error', 'idempotency_key_in_use'),
  'a lock on the intent': error(429, 'invalid_request_error', 'lock_timeout'),
  'a key that was used otherwise': error(400, 'idempotency_error'),
  'a stored fault': error(500, 'api_error', undefined, { 'idempotent-replayed': 'true' }),
};
export type Mood = keyof typeof moods;
export const allMoods = Object.keys(moods) as Mood[];

/** The local Stripe stand-in, misbehaving for some orders' intents, and the real SDK as its client. */
export async function startMoodyStripe() {
  const database = openStripeDatabase(':memory:');
  const idempotent = withIdempotency(database, stripeOperations(database));
  const moodOf = new Map<string, Mood>();
  const orderOf = new Map<string, string>();
  const refused = new Map<string, number>();

  function answer(call: StripeCall): StripeAnswer {
    const [, intentId = '', operation] = /payment_intents\/(\w+)(?:\/(\w+))?$/.exec(call.path) ?? [];
    const orderId = orderOf.get(intentId) ?? '';
    const mood = moodOf.get(orderId);
    // A known intent can still be read; only its operations fail.
    if (mood && (operation || mood === 'an intent that it does not know')) {
      refused.set(orderId, (refused.get(orderId) ?? 0) + 1);
      return moods[mood];
    }
    const done = idempotent(call);
    const { id = '', metadata } = done.body as { id?: string; metadata?: { orderId?: string } };
    if (metadata?.orderId) orderOf.set(id, metadata.orderId);
    return done;
  }

  const server = createServer(stripeHttpHandler(answer));
  const { url, stop } = await serve(server, { port: 0, release: () => database.close() });
  const { hostname: host, port } = new URL(url);
  const stripe = new Stripe('sk_test_local', { host, port, protocol: 'http', maxNetworkRetries: 0, timeout: 8_000 });
  return {
    stripe,
    refused,
    annoy: (orderId: string, mood: Mood) => void moodOf.set(orderId, mood),
    heal: () => moodOf.clear(),
    entriesOf: (orderId: string) =>
      createLedger(database)
        .read(orderId)
        .entries.map(({ kind }) => kind),
    stop,
  };
}
