import type { Event } from '#events/index.ts';
import { VersionConflictError } from '#shared/errors/outcome.ts';
import { decide } from '../domain.ts';
import type { OrderStore } from '../store.ts';

/** The events that are due to be published again; an open order past its deadline is cancelled first and announced as such. */
export async function announceDue({ orders }: { orders: OrderStore }, limit: number): Promise<Event[]> {
  const due = await orders.claimDue(limit);
  return Promise.all(due.map(({ event, expired }) => (expired ? expire(event, orders) : event)));
}

async function expire(event: Event, orders: OrderStore): Promise<Event> {
  const current = await orders.load(event);
  if (!current) throw new Error(`order ${event.subject} was claimed and is gone`);
  try {
    const next = await orders.commit(current, decide(current.state, { type: 'DeadlinePassed' }));
    return next.event ?? event;
  } catch (error) {
    // Somebody decided at the same moment and publishes that; the row comes up again if it is still open.
    if (error instanceof VersionConflictError) return event;
    throw error;
  }
}
