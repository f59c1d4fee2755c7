import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { type Serving, serve } from './serve.ts';
import { openStripeDatabase } from './stripe/database.ts';
import { stripeHttpHandler } from './stripe/http-handler.ts';
import { withIdempotency } from './stripe/idempotency.ts';
import { stripeOperations } from './stripe/operations.ts';

/**
 * A stand-in for Stripe's API: payment intents with manual capture, refunds, idempotency keys, and Stripe's test payment methods. All
 * answers are stored in `<dataFolder>/stripe.sqlite` and survive a kill. `GET /_ledger` shows every movement of money.
 */
export async function startStripe({ dataFolder, port = 0 }: { dataFolder: string; port?: number }): Promise<Serving> {
  mkdirSync(dataFolder, { recursive: true });
  const database = openStripeDatabase(join(dataFolder, 'stripe.sqlite'));
  const handler = stripeHttpHandler(withIdempotency(database, stripeOperations(database)));
  const server = createServer(handler);
  return serve(server, { port, release: () => database.close() });
}
