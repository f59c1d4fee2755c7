import { allIsWell, type Circumstances } from './circumstances.ts';
import { exploreOrder, type Run } from './run.ts';
import { isLive } from './stripe.ts';
import { type World, worldOf } from './world.ts';

// Nobody is so fast as to restore a backup before an order could be undone soon.
const circumstances: Circumstances = { ...allIsWell, undoneSoon: false };

/**
 * The worlds, where they differ from a fresh one, after a restore of all stores to the moment when the order had just been placed: what the provider and the carrier have
 * done since stands, in each of the ways that it can, and no message of before is in flight any more.
 */
export function restoredWorlds(): World[] {
  const worlds = exploreOrder({ circumstances, losses: false }).states.map((world): World => {
    const fresh = worldOf(circumstances);
    return {
      ...fresh,
      // Somebody has confirmed the order before, or nothing would have been captured.
      orders: { ...fresh.orders, history: { ...fresh.orders.history, confirmed: true } },
      billing: { ...fresh.billing, stripe: world.billing.stripe },
      shipping: { ...fresh.shipping, carrier: world.shipping.carrier },
    };
  });
  const remembered = worlds.filter(
    ({ billing, shipping }) => isLive(billing.stripe.intent) || shipping.carrier.reference === 'booked',
  );
  return [...new Map(remembered.map((world) => [JSON.stringify([world.billing, world.shipping]), world])).values()];
}

/** Explores an order from a restored world; whether it had been confirmed before is forgotten, so what excludes what is not checked. */
export const exploreRestored = (initial: World, run: Partial<Run> = {}) =>
  exploreOrder({
    circumstances,
    losses: false,
    except: ['confirmed and cancelled exclude each other but for a failed capture'],
    ...run,
    initial,
  });
