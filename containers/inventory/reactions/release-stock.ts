import type { Reaction } from '#shared/saga/reaction.ts';
import { answer } from '#shared/saga/versioned.ts';
import { decide } from '../domain.ts';
import type { ReservationStore } from '../store.ts';

export const releaseStock: Reaction<'releaseStock', { reservations: ReservationStore }> = async (event, { reservations }) => {
  const current = await reservations.load(event);
  return answer(await reservations.commit(current, decide(current.state, event)));
};
