import { randomUUID } from 'node:crypto';
import type Stripe from 'stripe';
import { isStored, refusalCode } from './stripe-failures.ts';

/** The outcome of a request: its response, or its error, with a code if Stripe definitely refused. */
export type Asked<T> =
  | { answer: T; code?: undefined; error?: undefined }
  | { answer?: undefined; code: string | undefined; error: unknown };

/**
 * Makes one request under an idempotency key. Stripe also stores errors, its own and ours, and replays them for as long as it keeps
 * the key (a day), even after the cause is fixed. Only a new key gets through. That does nothing twice: an unconfirmed intent holds
 * no money, and an intent's state rejects any other repeated operation.
 */
export async function ask<T>(key: string, request: Request<T>): Promise<Asked<T>> {
  const asked = await askOnce(() => request({ idempotencyKey: key }, false));
  const isStoredFault = asked.code === undefined && isStored(asked.error);
  return isStoredFault ? askOnce(() => request({ idempotencyKey: `${key}:${randomUUID()}` }, true)) : asked;
}

/** `isAnew`: retries, under a new key, a request whose error Stripe has stored. */
type Request<T> = (options: Stripe.RequestOptions, isAnew: boolean) => Promise<T>;

async function askOnce<T>(request: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { answer: await request() };
  } catch (error) {
    return { code: refusalCode(error), error };
  }
}
