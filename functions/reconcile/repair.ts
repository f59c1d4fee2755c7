import type { Drift, Repair } from '#shared/reconciliation/drift.ts';
import { type Api, RefusedError } from './api.ts';
import type { Finding } from './finding.ts';

/** The request for each repair: always a step of the service whose books must change. */
const steps: Record<Exclude<Repair, 'by-hand'>, (finding: Finding) => { path: string; body?: object | undefined }> = {
  // There may be thousands: without `whenRoom`, they would go into queues that may be full already.
  nudge: ({ orderId }) => ({ path: `/v1/ops/orders/${orderId}/nudge`, body: { whenRoom: true } }),
  retell: ({ orderId }) => ({ path: `/v1/ops/orders/${orderId}/retell` }),
  adopt: ({ orderId }) => ({ path: `/v1/ops/orders/${orderId}/adopt` }),
  'retry-payment': ({ orderId }) => ({ path: `/v1/billing/payments/${orderId}/resolve`, body: { decision: 'retry' } }),
  'retry-shipment': ({ orderId }) => ({ path: `/v1/shipping/shipments/${orderId}/resolve`, body: { decision: 'retry' } }),
  'release-intent': ({ about }) => ({ path: `/v1/billing/intents/${about}/release` }),
  'release-booking': ({ orderId }) => ({ path: `/v1/shipping/bookings/${orderId}/release` }),
  recount: ({ about, recount }) => ({ path: `/v1/inventory/${about}/recount`, body: recount }),
};

/** Has the responsible service repair a drift, and returns the outcome. A failure does not stop the others. */
export async function repair(finding: Finding, { api, reason }: { api: Api; reason: string }): Promise<Drift> {
  const { recount: _, ...drift } = finding;
  if (drift.repair === 'by-hand') return suggested(finding);
  const { path, body } = steps[drift.repair](finding);
  try {
    await api.ask('POST', path, { ...body, reason: `${reason} (${drift.kind})`.slice(0, 200) });
    return reportable({ ...drift, outcome: 'repaired' });
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return reportable({ ...drift, outcome: 'failed', why: plain(error.message) });
  }
}

export const suggested = ({ recount: _, ...drift }: Finding): Drift => reportable({ ...drift, outcome: 'suggested' });

/** A detail quotes other parties' books, which may contain anything: what cannot be reported is cut off or replaced. */
const reportable = (drift: Drift): Drift => ({ ...drift, detail: plain(drift.detail) });

const plain = (text: string): string => text.slice(0, 500).replace(/[\p{Cc}\p{Cs}]/gu, '?');
