import type { Versioned } from '#shared/saga/versioned.ts';
import { isSettled, type Order } from './domain.ts';

/** How long to wait for answers before an order is announced again, learnt from how long they take. */
export type Patience = {
  /** Takes in how long an order's participants took to answer. */
  note: (seconds: number) => void;
  seconds: () => number;
};

/**
 * Announcing again is a retransmission, and its timer is like TCP's (RFC 6298): the smoothed time that answers take plus four
 * times how much it varies. When everything is slow, answers are on their way rather than lost, and asking for them again
 * would only make it slower. Unlike TCP it also learns from orders that had to be announced again, counted from the first
 * time: under load there may be no others. That errs on the patient side, hence the low bound on all it may learn.
 */
export function createPatience({ secondsMin = 5, secondsMax = 15 } = {}): Patience {
  let smoothed: number | undefined;
  let variation = 0;

  return {
    note(measured) {
      // One clock stamped the event and another one reads it; neither a skew nor an outage may teach much.
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

/** Takes in how long an order's answers took, when they have led to a decision or to its end. */
export const learnFrom =
  (patience: Patience) =>
  (after: Versioned<Order>, before: Versioned<Order>): void => {
    const isDecided = after.event !== before.event;
    if (before.event && (isDecided || (isSettled(after.state) && !isSettled(before.state))))
      patience.note((Date.now() - Date.parse(before.event.time)) / 1000);
  };
