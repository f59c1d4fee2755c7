import type { Event } from '#events/index.ts';
import { retryOnConflict } from '#shared/errors/outcome.ts';
import { decide } from '../domain.ts';
import type { OrderStore } from '../store.ts';

/** Notes that cancellations have been published, without which a cancelled order never counts as settled. */
export async function noteAnnounced(events: readonly Event[], { orders }: { orders: OrderStore }): Promise<void> {
  const cancellations = events.filter((event) => event.type === 'OrderCancelled');
  await Promise.all(cancellations.map((event) => retryOnConflict(() => note(event, orders))));
}

async function note(event: Event, orders: OrderStore): Promise<void> {
  const current = await orders.load(event);
  if (current) await orders.commit(current, decide(current.state, { type: 'CancellationAnnounced' }));
}
