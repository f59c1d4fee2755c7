import type { Payment } from '../../../containers/billing/domain.ts';
import type { Defect } from './defects.ts';
import { reachesAnEnd } from './explore.ts';
import type { System } from './system.ts';

/** Mistakes in what an operator's decision about a given-up capture does. */
export const operatorDefects: readonly Defect[] = [
  {
    title: 'an operator who fails a capture leaves the money held',
    caughtBy: 'a failed, voided or refunded payment holds no money',
    plant: (system) =>
      resolveBilling(system, (next) => (next.status === 'abandoning' ? { ...next, status: 'failed', phase: 'capture' } : next)),
  },
  {
    title: 'a given-up capture can neither be retried nor failed',
    caughtBy: reachesAnEnd,
    plant: (system) => resolveBilling(system, () => 'refused'),
  },
  {
    title: 'a failed capture counts as an undo, which no confirmed order hears of',
    caughtBy: reachesAnEnd,
    plant: (system) =>
      resolveBilling(system, (next) =>
        next.status === 'abandoning' ? { status: 'voiding', terms: next.terms, intentId: next.intentId } : next,
      ),
  },
];

/** Changes what an operator's decision leads to. */
function resolveBilling(system: System, bend: (next: Payment) => Payment | 'refused'): System {
  const { billing } = system;
  const resolvePayment: typeof billing.resolvePayment = (payment, resolution) => {
    const next = billing.resolvePayment(payment, resolution);
    return next === 'refused' ? next : bend(next);
  };
  return { ...system, billing: { ...billing, resolvePayment } };
}
