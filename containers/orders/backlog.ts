import type { Publisher } from '#events/define-events.ts';
import type { Versioned } from '#shared/saga/versioned.ts';
import type { Order } from './domain.ts';
import { waitingFor } from './waiting-for.ts';

export type Hearing = ReturnType<typeof createHearing>;

type HearingOptions = { silentSeconds?: number; probesMax?: number; probesPerSecond?: number; now?: () => number };

/**
 * Whether it helps to announce an order again. That mends a lost message, and only a participant that is there can answer it; in
 * the queue of one that is away every repeat would only pile up, and those that others make of it. So while a participant has
 * not been heard of for a while, only a few orders that wait for it are announced: they find out whether it is back.
 */
export function createHearing(options: HearingOptions = {}) {
  const { silentSeconds = 10, probesMax = 10, probesPerSecond = 1, now = () => performance.now() } = options;
  const heardAt = new Map<Publisher, number>();
  let probes = { left: probesMax, at: now() };

  /** Takes in from whom a change of an order has come. */
  function note({ state: after }: Versioned<Order>, { state: before }: Versioned<Order>): void {
    for (const [fact, service] of speakers) if (after[fact] !== before[fact]) heardAt.set(service, now());
  }

  /** To be asked once for each announcement: a yes about somebody silent uses up a probe. */
  function mayRepeat(order: Order): boolean {
    return waitingFor(order).some(({ service }) => service === 'orders' || isHeard(service)) || takeProbe();
  }

  const isHeard = (service: Publisher): boolean => now() - (heardAt.get(service) ?? -Infinity) <= silentSeconds * 1000;

  function takeProbe(): boolean {
    const grown = probes.left + ((now() - probes.at) / 1000) * probesPerSecond;
    probes = { left: Math.min(probesMax, grown), at: now() };
    if (probes.left < 1) return false;
    probes.left--;
    return true;
  }

  return { note, mayRepeat };
}

const speakers = [
  ['stock', 'inventory'],
  ['payment', 'billing'],
  ['shipment', 'shipping'],
] as const;
