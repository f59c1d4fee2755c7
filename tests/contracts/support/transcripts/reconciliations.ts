import type { Drift } from '#shared/reconciliation/drift.ts';
import type { ReconciliationReport } from '../../../../local/ops/types.ts';

type Report = Partial<Omit<ReconciliationReport, 'found'>> & { found?: Drift[] };

function aReport(runId: string, { found = [], ...other }: Report): ReconciliationReport {
  const startedAt = '2026-11-29T04:10:21.000Z';
  return {
    ...{ runId, operatorId: '01a22576-7964-755d-b322-41b6c1286dc9', reason: 'manual comparison', apply: false },
    ...{ from: '2026-11-29T04:00:00.000Z', before: '2026-11-29T04:04:00.000Z', startedAt, reportedAt: startedAt },
    ...{ endedAt: '2026-11-29T04:10:22.000Z', looked: {}, ...other },
    ...{ drifts: found.length, repaired: found.filter(({ outcome }) => outcome === 'repaired').length },
    found: found.map((drift) => ({ ...drift, at: startedAt })),
  };
}

const stuck: Drift = {
  ...{ kind: 'order-stuck', about: '01a22579-028c-74cd-8da1-178dcd027f23', orderId: '01a22579-028c-74cd-8da1-178dcd027f23' },
  ...{ detail: 'It is CONFIRMED, but should have settled by now', repair: 'nudge', outcome: 'suggested' },
};

export const oneStuck = aReport('01a2257f-2d0c-7735-87d6-a0cbc27c4133', {
  looked: { orders: 4, intents: 3, bookings: 4, payments: 4, products: 5, shipments: 4, uncounted: 0, reservations: 6 },
  found: [stuck],
});

const lost = {
  '01a21f9e-fd44-7632-8e12-d0ff5243acd4': 'pi_c3eb4205856b00c9127f6058',
  '01a21f9e-fc04-7298-9192-4e5d8fad3d39': 'pi_a8a144beb8060ab73b4fc076',
  '01a21f9e-fae2-74e4-8a6f-6d229d431db8': 'pi_aac24e5a86c3f189d467e040',
};
const intents = (outcome: Drift['outcome']) =>
  Object.entries(lost).map(
    ([orderId, about]): Drift => ({
      ...{ kind: 'intent-without-order', about, orderId, repair: 'adopt', outcome },
      detail: 'The provider says succeeded, 5198 received and 0 refunded; there is no such order',
    }),
  );
const bookings = Object.keys(lost)
  .toReversed()
  .map(
    (orderId): Drift => ({
      ...{ kind: 'booking-without-order', about: orderId, orderId, repair: 'adopt', outcome: 'suggested' },
      detail: 'The carrier says booked as SBX648798211483; there is no such order',
    }),
  );

const looked = { orders: 1, intents: 4, bookings: 4, payments: 1, products: 5, shipments: 1, uncounted: 0, reservations: 1 };

export const afterRestore = aReport('01a21f9f-c3b8-756b-8892-5f75081a9a9e', {
  ...{ from: '2026-11-20T00:48:13.000Z', before: '2026-11-28T00:49:13.000Z', endedAt: '2026-11-28T00:48:18.000Z', looked },
  found: [...intents('suggested'), ...bookings],
});

export const repaired = aReport('01a21f9f-d654-73c8-a6d5-215fee931f84', {
  ...{ from: '2026-11-20T00:48:18.000Z', before: '2026-11-28T00:49:13.000Z', endedAt: '2026-11-28T00:48:25.000Z' },
  ...{ reason: 'restored to 12:00', apply: true, looked: { ...looked, reservations: 4 }, found: intents('repaired') },
});

export const agreed = aReport('01a21fa0-c1f2-7b8d-a6d5-2a5f0e931f84', { looked });
