import type { DatabaseSync } from 'node:sqlite';
import { createFaults } from './confirmation.ts';
import { type Form, parseForm } from './form.ts';
import { createLedger } from './ledger.ts';
import { listIntents, lookUpIntent, searchIntents } from './look-up-intents.ts';
import { createObjects } from './objects.ts';
import { cancelIntent, captureIntent, confirmIntent, createIntent, type Stores } from './payment-intents.ts';
import { createRefund, listRefunds, retrieveRefund } from './refunds.ts';
import { StripeError } from './stripe-error.ts';

/** One request to Stripe. `params` is the form data as sent: the body of a POST, the query of a GET. */
export type StripeCall = { method: string; path: string; params: string; requestId: string; idempotencyKey?: string };

export type StripeAnswer = { status: number; body: unknown; headers?: Record<string, string> };

/** Stripe as a plain function. Synchronous, so that its effects and the stored answer can share a transaction. */
export type Stripe = (call: StripeCall) => StripeAnswer;

/** Stripe's operations, without authentication and idempotency keys. Refusals are returned; any other error is thrown. */
export function stripeOperations(database: DatabaseSync): Stripe {
  const routes = routesOf(database);
  return ({ method, path, params }) => {
    try {
      for (const [route, operation] of routes) {
        const found = route.exec(`${method} ${path}`);
        if (found) return { status: 200, body: operation(parseForm(params), found[1] ?? '') };
      }
      const message = `Unrecognized request URL (${method}: ${path}).`;
      throw new StripeError(404, { type: 'invalid_request_error', message });
    } catch (error) {
      if (error instanceof StripeError) return { status: error.status, body: { error: error.body } };
      throw error;
    }
  };
}

function routesOf(database: DatabaseSync): [RegExp, (params: Form, id: string) => unknown][] {
  const stores: Stores = { objects: createObjects(database), ledger: createLedger(database), meetFault: createFaults() };
  return [
    [/^POST \/v1\/payment_intents$/, (params) => createIntent(stores, params)],
    [/^GET \/v1\/payment_intents$/, (params) => listIntents(stores, params)],
    [/^GET \/v1\/payment_intents\/search$/, (params) => searchIntents(stores, params)],
    [/^GET \/v1\/payment_intents\/(\w+)$/, (params, id) => lookUpIntent(stores, id, params)],
    [/^POST \/v1\/payment_intents\/(\w+)\/confirm$/, (params, id) => confirmIntent(stores, id, params)],
    [/^POST \/v1\/payment_intents\/(\w+)\/capture$/, (params, id) => captureIntent(stores, id, params)],
    [/^POST \/v1\/payment_intents\/(\w+)\/cancel$/, (params, id) => cancelIntent(stores, id, params)],
    [/^POST \/v1\/refunds$/, (params) => createRefund(stores, params)],
    [/^GET \/v1\/refunds$/, (params) => listRefunds(stores, params)],
    [/^GET \/v1\/refunds\/(\w+)$/, (_, id) => retrieveRefund(stores, id)],
    // Not part of Stripe: the ledger that tests read. It needs no key, and only this machine can reach it.
    [
      /^GET \/_ledger$/,
      ({ orderId, skip = 0 }) => stores.ledger.read(orderId === undefined ? undefined : String(orderId), Number(skip)),
    ],
  ];
}
