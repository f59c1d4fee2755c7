import type { ReactionsOf } from '#shared/saga/reaction.ts';
import type { ReservationStore } from '../store.ts';
import { commitStock } from './commit-stock.ts';
import { releaseStock } from './release-stock.ts';
import { reserveStock } from './reserve-stock.ts';

export const reactions = { reserveStock, commitStock, releaseStock } satisfies ReactionsOf<
  'inventory',
  { reservations: ReservationStore }
>;
