import type { Versioned } from '#shared/saga/versioned.ts';
import { isSettled, type Order } from './domain.ts';

/** An adaptive retransmission timeout: how long to wait for answers before announcing an order again. */
export type Patience = {
  /** Records how long an order's participants took to answer. */
  note: (seconds: number) => void;
  seconds: () => number;
};

/**
 * Announcing again is a retransmission, so the timeout is computed like TCP's (RFC 6298): the smoothed response time plus four times
 * its variation. When everything is slow, answers are late rather than lost, and asking again would only add load. Unlike TCP, this
 * also measures orders that were announced more than once, from the first announcement, because under load there may be no others.
 * That overestimates the response time, so the maximum is low.
 */
export function createPatience({ secondsMin = 5, secondsMax = 15 } = {}): Patience {
  let smoothed: number | undefined;
  let variation = 0;

  return {
    note(measured) {
      // The event's time comes from another machine's clock. Clamping limits the influence of clock skew and of outages.
      const seconds = Math.min(secondsMax, Math.max(0, measured));
      if (smoothed === undefined) {
        smoothed = seconds;
        variation = seconds / 2;
        return;
      }
      variation += (Math.abs(seconds - smoothed) - variation) / 4;
      smoothed += (seconds - smoothed) / 8;
    },
    seconds: () => Math.min(secondsMax, Math.max(secondsMin, (smoothed ?? 0) + 4 * variation)),
  };
}

/** Records how long an order's answers took, once they have led to a decision or settled the order. */
export const learnFrom =
  (patience: Patience) =>
  (after: Versioned<Order>, before: Versioned<Order>): void => {
    const isDecided = after.event !== before.event;
    if (before.event && (isDecided || (isSettled(after.state) && !isSettled(before.state))))
      patience.note((Date.now() - Date.parse(before.event.time)) / 1000);
  };
