import type { Role } from '../people.ts';

/** The callers. `other customer` is a second customer with their own orders. */
export const actors = ['anonymous', 'customer', 'other customer', 'operator', 'admin'] as const;
export type Actor = (typeof actors)[number];

/** What a request is about. Products have no owner, so they are for sale or archived instead. */
export type Target =
  | 'nothing'
  | 'own'
  | 'another’s'
  | 'for sale'
  | 'archived'
  | 'absent'
  | 'malformed id'
  | 'bad query'
  | 'bad body';

/** What is known about a route beforehand: everything that decides who may do what. */
export type Rule = {
  /** Anyone at all, anyone signed in, operators and admins, or one role. */
  who: 'anyone' | 'signed in' | 'staff' | Role;
  /** What the id in its path refers to. */
  about?: 'order' | 'product' | 'dead letter' | 'run' | 'account';
  /** The role with access to everyone's objects. */
  overseer?: Role;
  /** The status of an allowed, valid request. */
  success: number;
  /** The status for an archived product, where that differs. */
  archived?: number;
};

/** The rules, by route. A route without a rule, or a rule without a route, fails the test. */
export const rules: Record<string, Rule> = {
  'POST /v1/auth/register': { who: 'anyone', success: 201 },
  'POST /v1/auth/login': { who: 'anyone', success: 200 },
  'POST /v1/auth/refresh': { who: 'anyone', success: 200 },
  'POST /v1/auth/logout': { who: 'anyone', success: 204 },
  'GET /v1/auth/.well-known/jwks.json': { who: 'anyone', success: 200 },
  'GET /v1/auth/me': { who: 'signed in', success: 200 },
  'PATCH /v1/auth/me': { who: 'signed in', success: 200 },
  'DELETE /v1/auth/me': { who: 'signed in', success: 204 },
  'POST /v1/auth/password': { who: 'signed in', success: 204 },
  'POST /v1/auth/logout-everywhere': { who: 'signed in', success: 204 },

  'POST /v1/auth/users/search': { who: 'staff', success: 200 },
  'GET /v1/auth/users/{userId}': { who: 'admin', about: 'account', success: 200 },
  'POST /v1/auth/users/{userId}/disable': { who: 'admin', about: 'account', success: 200 },
  'POST /v1/auth/users/{userId}/enable': { who: 'admin', about: 'account', success: 200 },

  'GET /v1/catalog/products': { who: 'anyone', success: 200 },
  'GET /v1/catalog/categories': { who: 'anyone', success: 200 },
  'POST /v1/catalog/products': { who: 'admin', success: 201 },
  'GET /v1/catalog/products/{productId}': { who: 'anyone', about: 'product', success: 200, archived: 404 },
  'PATCH /v1/catalog/products/{productId}': { who: 'admin', about: 'product', success: 200, archived: 404 },
  'DELETE /v1/catalog/products/{productId}': { who: 'admin', about: 'product', success: 204 },
  'GET /v1/catalog/products/{productId}/archival': { who: 'admin', about: 'product', success: 404, archived: 200 },
  'POST /v1/catalog/products/{productId}/media': { who: 'admin', about: 'product', success: 201, archived: 404 },
  // An archived product never had this upload.
  'GET /v1/catalog/products/{productId}/media/{uploadId}': { who: 'admin', about: 'product', success: 200, archived: 404 },

  // Items may be returned after their product is archived.
  'GET /v1/inventory/{productId}': { who: 'anyone', about: 'product', success: 200 },
  'GET /v1/inventory/{productId}/adjustments': { who: 'admin', about: 'product', success: 200 },
  'POST /v1/inventory/{productId}/adjustments': { who: 'admin', about: 'product', success: 200 },

  'POST /v1/orders': { who: 'customer', success: 202 },
  'GET /v1/orders': { who: 'signed in', success: 200 },
  'GET /v1/orders/{orderId}': { who: 'signed in', about: 'order', overseer: 'operator', success: 200 },
  'GET /v1/orders/{orderId}/timeline': { who: 'signed in', about: 'order', overseer: 'operator', success: 200 },
  // No one can cancel on a customer's behalf.
  'POST /v1/orders/{orderId}/cancel': { who: 'customer', about: 'order', success: 202 },
  'GET /v1/billing/payments/{orderId}': { who: 'signed in', about: 'order', overseer: 'operator', success: 200 },
  'GET /v1/shipping/shipments/{orderId}': { who: 'signed in', about: 'order', overseer: 'operator', success: 200 },
  'POST /v1/shipping/shipments/{orderId}/dispatch': { who: 'operator', about: 'order', overseer: 'operator', success: 200 },
  'POST /v1/shipping/shipments/{orderId}/deliver': { who: 'operator', about: 'order', overseer: 'operator', success: 200 },

  // Nothing is in trouble here, so there is nothing to decide.
  'POST /v1/billing/payments/{orderId}/resolve': { who: 'operator', about: 'order', overseer: 'operator', success: 409 },
  'POST /v1/shipping/shipments/{orderId}/resolve': { who: 'operator', about: 'order', overseer: 'operator', success: 409 },

  // The books. No intent with that name exists, and a shipment that is ready needs its booking.
  'GET /v1/billing/payments': { who: 'operator', success: 200 },
  'GET /v1/billing/intents': { who: 'operator', success: 200 },
  'POST /v1/billing/intents/{intentId}/release': { who: 'operator', success: 404 },
  'GET /v1/shipping/shipments': { who: 'operator', success: 200 },
  'GET /v1/shipping/bookings': { who: 'operator', success: 200 },
  'POST /v1/shipping/bookings/{orderId}/release': { who: 'operator', about: 'order', overseer: 'operator', success: 409 },
  'GET /v1/inventory/reservations': { who: 'operator', success: 200 },
  'GET /v1/inventory/stock': { who: 'operator', success: 200 },
  'POST /v1/inventory/{productId}/recount': { who: 'operator', about: 'product', success: 200 },
  'GET /v1/ops/reconciliations': { who: 'operator', success: 200 },
  'POST /v1/ops/reconciliations': { who: 'operator', success: 201 },
  'GET /v1/ops/reconciliations/{runId}': { who: 'operator', about: 'run', success: 200 },
  'POST /v1/ops/reconciliations/{runId}/report': { who: 'operator', about: 'run', success: 200 },

  'GET /v1/ops/order-pace': { who: 'operator', success: 200 },
  'GET /v1/ops/queues': { who: 'operator', success: 200 },
  'GET /v1/ops/orders': { who: 'operator', success: 200 },
  'GET /v1/ops/order-counts': { who: 'operator', success: 200 },
  'GET /v1/ops/orders/{orderId}': { who: 'operator', about: 'order', overseer: 'operator', success: 200 },
  'POST /v1/ops/orders/{orderId}/nudge': { who: 'operator', about: 'order', overseer: 'operator', success: 200 },
  'POST /v1/ops/orders/{orderId}/park': { who: 'operator', about: 'order', overseer: 'operator', success: 200 },
  'POST /v1/ops/orders/{orderId}/resume': { who: 'operator', about: 'order', overseer: 'operator', success: 200 },
  'POST /v1/ops/orders/{orderId}/retell': { who: 'operator', about: 'order', overseer: 'operator', success: 200 },
  // All orders here are too young, and their parcels have not left.
  'POST /v1/ops/orders/{orderId}/archive': { who: 'operator', about: 'order', overseer: 'operator', success: 409 },
  'POST /v1/shipping/shipments/{orderId}/forget-address': { who: 'operator', about: 'order', overseer: 'operator', success: 409 },
  // It is meant for unknown orders.
  'POST /v1/ops/orders/{orderId}/adopt': { who: 'operator', success: 200 },
  'GET /v1/auth/readiness': { who: 'operator', success: 200 },
  'GET /v1/catalog/readiness': { who: 'operator', success: 200 },
  'GET /v1/orders/readiness': { who: 'operator', success: 200 },
  'GET /v1/inventory/readiness': { who: 'operator', success: 200 },
  'GET /v1/billing/readiness': { who: 'operator', success: 200 },
  'GET /v1/shipping/readiness': { who: 'operator', success: 200 },
  'GET /v1/ops/dead-letters': { who: 'operator', success: 200 },
  'POST /v1/ops/dead-letters/redrive': { who: 'operator', success: 200 },
  'GET /v1/ops/dead-letters/{deadLetterId}': { who: 'operator', about: 'dead letter', success: 200 },
  'POST /v1/ops/dead-letters/{deadLetterId}/reveal': { who: 'operator', about: 'dead letter', success: 200 },
  'POST /v1/ops/dead-letters/{deadLetterId}/redrive': { who: 'operator', about: 'dead letter', success: 200 },
  'POST /v1/ops/dead-letters/{deadLetterId}/drop': { who: 'operator', about: 'dead letter', success: 200 },
};

/** Roles as people get them: everyone registers as a customer. */
const rolesOf: Record<Actor, readonly Role[]> = {
  anonymous: [],
  customer: ['customer'],
  'other customer': ['customer'],
  operator: ['customer', 'operator'],
  admin: ['customer', 'admin'],
};

/** The targets for a rule's kind of id, including invalid ones; `bad body` only if there is a body. */
export function targetsOf({ about }: Rule, hasBody: boolean): readonly Target[] {
  const bad: Target[] = hasBody ? ['bad query', 'bad body'] : ['bad query'];
  if (about === 'order') return ['own', 'another’s', 'absent', 'malformed id', ...bad];
  if (about === 'product') return ['for sale', 'archived', 'absent', 'malformed id', ...bad];
  // They have no owner, or those who may see one may see all.
  if (about === 'dead letter' || about === 'run' || about === 'account') return ['nothing', 'absent', 'malformed id', ...bad];
  return ['nothing', ...bad];
}

/**
 * The only allowed status. The caller is checked before the target: 401 without a token, 403 without the role, and only then
 * can something be missing or invalid. Someone else's objects do not exist: 404. The gateway answers 401 in place of the
 * service and changes no other status.
 */
export function expectedStatus(rule: Rule, { actor, target }: { actor: Actor; target: Target }): number {
  const { who, overseer, success, archived = success } = rule;
  const roles = rolesOf[actor];
  if (who !== 'anyone' && actor === 'anonymous') return 401;
  if (who === 'staff' && !roles.includes('operator') && !roles.includes('admin')) return 403;
  if (who !== 'anyone' && who !== 'signed in' && who !== 'staff' && !roles.includes(who)) return 403;
  switch (target) {
    case 'another’s':
      return overseer && roles.includes(overseer) ? success : 404;
    case 'archived':
      return archived;
    case 'absent':
    case 'malformed id':
      return 404;
    case 'bad query':
    case 'bad body':
      return 422;
    case 'nothing':
    case 'own':
    case 'for sale':
      return success;
    default:
      return target satisfies never;
  }
}
