import type { Reaction } from '#shared/saga/reaction.ts';
import { type BillingDeps, carryOut } from '../carry-out.ts';
import { decide } from '../domain.ts';

export const voidPayment: Reaction<'voidPayment', BillingDeps> = async (event, deps) => {
  const current = await deps.payments.load(event);
  return carryOut(await deps.payments.commit(current, decide(current.state, event)), deps);
};
