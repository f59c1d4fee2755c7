import { retentionDays } from '#shared/saga/retention-days.ts';

/**
 * Which orders may be archived, as an SQL condition: those that settled long enough ago and whose parcel, if there is one, has left. An
 * order that settled before `settled_at` existed counts from its placement.
 */
export const archivable = `(settled and archived_at is null and shipment <> 'ready'
  and coalesce(settled_at, placed_at) <= now() - interval '${retentionDays} days')`;
