import type { Draft } from '#events/index.ts';
import type { TriggersOf } from '#events/order-saga.ts';
import * as billing from '../../../containers/billing/domain.ts';
import * as inventory from '../../../containers/inventory/domain.ts';
import * as orders from '../../../containers/orders/domain.ts';
import * as shipping from '../../../containers/shipping/domain.ts';
import { askCarrier, type Carrier } from './carrier.ts';
import type { Circumstances } from './circumstances.ts';
import { keep } from './shelf.ts';
import { askStripe, retrieveFromStripe, type Stripe } from './stripe.ts';
import type { Inventory, Orders, Service } from './world.ts';

/** A participant whose states may wait for somebody outside: the payment provider, the carrier. */
export type Worker<State, Event, Work, Outcome, Outside> = {
  decide: (state: State, event: Event) => State | 'tooEarly';
  workOf: (state: State) => Work | undefined;
  conclude: (state: State, outcome: Outcome) => State;
  standsFor: (state: State) => Draft | undefined;
  ask: (outside: Outside, work: Work) => { outside: Outside; outcome: Outcome };
  /** What is concluded from looking, after an answer was lost; nothing when the work has yet to be done. */
  afterTimeout: (outside: Outside, work: Work) => Outcome | undefined;
};

export type Billing = Worker<billing.Payment, TriggersOf<'billing'>, billing.Work, billing.Outcome, Stripe>;
export type Shipping = Worker<shipping.Shipment, TriggersOf<'shipping'>, shipping.Work, shipping.Outcome, Carrier>;

/** Everything that decides, as the model runs it. Planted defects replace pieces of it. */
export type System = {
  orders: {
    decide: typeof orders.decide;
    isSettled: typeof orders.isSettled;
    standsFor: typeof orders.standsFor;
    /** Whether a commit is followed by a publish. */
    speaks: (before: orders.Order, after: orders.Order) => boolean;
    /** Whether the announcer repeats the order's event. */
    announces: (kept: Orders) => boolean;
  };
  inventory: {
    decide: (reservation: inventory.Reservation, event: TriggersOf<'inventory'>) => inventory.Reservation | 'tooEarly';
    standsFor: typeof inventory.standsFor;
    keep: (kept: Inventory, next: inventory.Reservation, busy: boolean) => Inventory | 'retry';
  };
  billing: Billing;
  shipping: Shipping & { obey: typeof shipping.obey };
  /** Whether a participant publishes what its state stands for, after a delivery that changed it or did not. */
  answers: (by: Service, changed: boolean) => boolean;
  /** What a crash between the two leaves behind: the change, as it should be, or only its event. */
  first: 'commit' | 'publish';
};

/** The real deciders, and handlers, stores and outsiders that do as the design says. */
export function realSystem(circumstances: Circumstances): System {
  return {
    orders: {
      ...orders,
      speaks: (before, after) => orders.standsFor(before).type !== orders.standsFor(after).type,
      announces: ({ order }) => !orders.isSettled(order),
    },
    inventory: { ...inventory, keep },
    billing: {
      ...billing,
      ask: (stripe, work) => askStripe(stripe, work, circumstances),
      afterTimeout: retrieveFromStripe,
    },
    // Whoever does not know whether the carrier has heard asks again: both of its operations are idempotent.
    shipping: { ...shipping, ask: (carrier, work) => askCarrier(carrier, work, circumstances), afterTimeout: () => undefined },
    answers: () => true,
    first: 'commit',
  };
}
