import { randomUUID } from 'node:crypto';
import type Stripe from 'stripe';
import { isStored, refusalCode } from './stripe-failures.ts';

/** What came of a request: its answer, or its error, with a code if it is a definite refusal. */
export type Asked<T> =
  | { answer: T; code?: undefined; error?: undefined }
  | { answer?: undefined; code: string | undefined; error: unknown };

/**
 * Makes one request under a key of its own. Stripe stores faults as well, its own and ours, and gives them again for as long as it
 * keeps the key, a day, even when they are long mended: only a new key gets through. Nothing happens twice by it: an intent that
 * nobody confirms holds nothing, and an intent's own state refuses all the rest.
 */
export async function ask<T>(key: string, request: Request<T>): Promise<Asked<T>> {
  const asked = await askOnce(() => request({ idempotencyKey: key }, false));
  const isStoredFault = asked.code === undefined && isStored(asked.error);
  return isStoredFault ? askOnce(() => request({ idempotencyKey: `${key}:${randomUUID()}` }, true)) : asked;
}

/** `isAnew`: an earlier one met a fault that Stripe has stored. */
type Request<T> = (options: Stripe.RequestOptions, isAnew: boolean) => Promise<T>;

async function askOnce<T>(request: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { answer: await request() };
  } catch (error) {
    return { code: refusalCode(error), error };
  }
}
