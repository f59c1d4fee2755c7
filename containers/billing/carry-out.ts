import type { Event } from '#events/index.ts';
import { answer, type Current } from '#shared/saga/versioned.ts';
import { conclude, type Payment, workOf } from './domain.ts';
import type { PaymentProvider } from './payment-provider.ts';
import type { PaymentStore } from './store.ts';

export type BillingDeps = { payments: PaymentStore; provider: PaymentProvider };

/** Has the provider do what the stored state waits for, step by step, each concluded and stored before the next. */
export async function carryOut(start: Current<Payment>, { payments, provider }: BillingDeps): Promise<readonly Event[]> {
  let current = start;
  for (let work = workOf(current.state); work; work = workOf(current.state)) {
    // The work is chosen by the state, so the state is one that waits for it.
    const perform = provider[work] as (orderId: string, payment: Payment) => ReturnType<PaymentProvider['create']>;
    const outcome = await perform(current.cause.subject, current.state);
    current = await payments.commit(current, conclude(current.state, outcome));
  }
  return answer(current);
}
