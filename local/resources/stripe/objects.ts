import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { StripeError } from './stripe-error.ts';

export type IntentStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'processing'
  | 'requires_capture'
  | 'succeeded'
  | 'canceled';

export type PaymentIntent = {
  id: string;
  object: 'payment_intent';
  amount: number;
  amount_capturable: number;
  amount_received: number;
  canceled_at: number | null;
  cancellation_reason: string | null;
  capture_method: 'manual';
  client_secret: string;
  confirmation_method: 'automatic';
  created: number;
  currency: string;
  customer: null;
  description: string | null;
  last_payment_error: unknown;
  latest_charge: string | null;
  livemode: false;
  metadata: Record<string, string>;
  next_action: { type: 'use_stripe_sdk'; use_stripe_sdk: object } | null;
  payment_method: string | null;
  payment_method_types: ['card'];
  status: IntentStatus;
};

export type Refund = {
  id: string;
  object: 'refund';
  amount: number;
  charge: string | null;
  created: number;
  currency: string;
  metadata: Record<string, string>;
  payment_intent: string;
  reason: string | null;
  status: 'succeeded' | 'pending' | 'failed';
};

/** Payment intents and refunds, stored as the objects that Stripe returns. */
export function createObjects(database: DatabaseSync) {
  const byId = database.prepare('SELECT body FROM objects WHERE type = ? AND id = ?');
  const refunds = database.prepare(
    "SELECT body FROM objects WHERE type = 'refund' AND (?1 IS NULL OR paymentIntent = ?1) ORDER BY seq DESC",
  );
  const intents = database.prepare("SELECT body FROM objects WHERE type = 'payment_intent' ORDER BY seq DESC");
  const save = database.prepare(
    `INSERT INTO objects (id, type, paymentIntent, body) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
  );

  function load(type: 'payment_intent' | 'refund', id: string, param: string): unknown {
    const row = byId.get(type, id);
    if (row) return JSON.parse(String(row.body));
    const message = `No such ${type}: '${id}'`;
    throw new StripeError(404, { type: 'invalid_request_error', code: 'resource_missing', param, message });
  }

  return {
    /** The intent, or a 404 that blames `param`. */
    intent: (id: string, param = 'intent') => load('payment_intent', id, param) as PaymentIntent,
    /** Newest first. */
    intents: () => intents.all().map((row) => JSON.parse(String(row.body)) as PaymentIntent),
    refund: (id: string) => load('refund', id, 'id') as Refund,
    /** Newest first; of one intent or of all. */
    refundsOf: (intentId?: string) => refunds.all(intentId ?? null).map((row) => JSON.parse(String(row.body)) as Refund),
    save<T extends PaymentIntent | Refund>(object: T): T {
      const intentId = object.object === 'refund' ? object.payment_intent : object.id;
      save.run(object.id, object.object, intentId, JSON.stringify(object));
      return object;
    },
  };
}

/** An id such as `pi_3f2a...`: the prefix names its kind. */
export function newId(prefix: string): string {
  // The cheapest source of randomness: Node generates it in batches.
  return `${prefix}_${randomUUID().replaceAll('-', '').slice(-24)}`;
}

/** Seconds since 1970, as Stripe counts time. */
export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
