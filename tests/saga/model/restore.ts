import { allIsWell, type Circumstances } from './circumstances.ts';
import { exploreOrder, type Run } from './run.ts';
import { isLive } from './stripe.ts';
import { type World, worldOf } from './world.ts';

// No one restores a backup so quickly that the order would still count as undone early.
const circumstances: Circumstances = { ...allIsWell, undoneSoon: false };

/**
 * The distinct worlds after all stores are restored to the moment when the order had just been placed: the provider and the
 * carrier keep what they have done since, in every possible combination, and no earlier message is in flight.
 */
export function restoredWorlds(): World[] {
  const worlds = exploreOrder({ circumstances, losses: false }).states.map((world): World => {
    const fresh = worldOf(circumstances);
    return {
      ...fresh,
      // The order had been confirmed before, or nothing would have been captured.
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

/** Explores an order from a restored world. Whether it had been confirmed before is forgotten, so mutual exclusion is not checked. */
export const exploreRestored = (initial: World, run: Partial<Run> = {}) =>
  exploreOrder({
    circumstances,
    losses: false,
    except: ['an order is never both confirmed and cancelled, except after a failed capture'],
    ...run,
    initial,
  });
