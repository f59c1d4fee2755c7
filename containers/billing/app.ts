import { notFound } from '#shared/errors/problem.ts';
import { viewOfActions } from '#shared/http/actions-view.ts';
import { sendIfNew } from '#shared/http/conditional.ts';
import { actorOf } from '#shared/http/route.ts';
import { createServiceApp, type ServiceAppOptions } from '#shared/http/service-app.ts';
import type { Participant } from '#shared/saga/participant.ts';
import { resolveTrouble } from '#shared/saga/resolve.ts';
import { type BooksDeps, mountBooks } from './books.ts';
import type { Payment } from './domain.ts';
import { resolvePayment, troubleIn } from './effects.ts';
import * as routes from './routes.ts';
import type { PaymentRow } from './schema.ts';

export type BillingAppDeps = Omit<ServiceAppOptions, 'service'> & BooksDeps & Pick<Participant<Payment>, 'ask'>;

/** The HTTP API of `billing`. */
export function createApp(deps: BillingAppDeps) {
  const app = createServiceApp({ service: 'billing', ...deps });

  app.openapi(routes.get, async (c) => {
    const { userId, roles } = actorOf(c);
    const isOperator = roles.includes('operator');
    const row = await deps.payments.find(c.req.valid('param').orderId);
    if (!row || (customerOf(row.state) !== userId && !isOperator)) throw notFound('No such payment');
    return sendIfNew(c, isOperator ? await wholeViewOf(row) : viewOf(row));
  });

  app.openapi(routes.resolve, async (c) => {
    const { orderId } = c.req.valid('param');
    const { noteAction } = deps.payments;
    await resolveTrouble(
      c,
      { orderId, ...c.req.valid('json') },
      { ...deps, noteAction, decide: resolvePayment, name: 'payment' },
    );
    const row = await deps.payments.find(orderId);
    if (!row) throw notFound('No such payment');
    return c.json(await wholeViewOf(row), 200);
  });

  mountBooks(app, deps);

  /** What operators see. */
  const wholeViewOf = async (row: PaymentRow) => ({
    ...viewOf(row),
    ...troubleIn(row.state),
    ...viewOfActions(await deps.payments.actionsOf(row.orderId)),
  });

  return app;
}

function customerOf(payment: Payment): string | undefined {
  if ('terms' in payment && payment.terms) return payment.terms.customerId;
  return payment.status === 'voided' ? payment.customerId : undefined;
}

function viewOf({ orderId, state, amount, currency }: PaymentRow): routes.PaymentView {
  const money = amount !== null && currency !== null ? { amount, currency } : {};
  const failure = state.status === 'failed' ? { failure: failureOf(state) } : {};
  return { orderId, status: statusOf(state), ...money, ...failure };
}

function failureOf({ phase, code }: Extract<Payment, { status: 'failed' }>): routes.PaymentView['failure'] {
  return { phase, code, ...(code === 'authentication_required' ? { detail: challengeRefused } : {}) };
}

const challengeRefused = 'The card’s bank requires 3-D Secure, which cannot be completed here. Order again with another card.';

/** Hides the internal steps: a customer only sees where the money is. */
function statusOf({ status }: Payment): routes.PaymentView['status'] {
  switch (status) {
    case 'none':
    case 'waiting':
    case 'creating':
    case 'confirming':
      return 'pending';
    case 'authorized':
    case 'capturing':
    case 'abandoning':
    case 'voiding':
      return 'authorized';
    case 'captured':
    case 'refunding':
      return 'captured';
    case 'searching':
      return 'voided';
    default:
      return status;
  }
}
