import type { Draft } from '#events/index.ts';
import * as billing from '../../../containers/billing/domain.ts';
import * as payments from '../../../containers/billing/effects.ts';
import * as inventory from '../../../containers/inventory/domain.ts';
import * as orders from '../../../containers/orders/domain.ts';
import * as shipping from '../../../containers/shipping/domain.ts';
import { decideBy } from '../../support/decide-by.ts';
import { askCarrier, type Carrier } from './carrier.ts';
import type { Circumstances } from './circumstances.ts';
import { type Inventory, keep } from './shelf.ts';
import { askStripe, retrieveFromStripe, type Stripe } from './stripe.ts';
import type { Orders, Service } from './world.ts';

/** A participant whose states may wait for an external service: the payment provider, the carrier. */
export type Worker<State, Effect, Result, Outside> = {
  decide: Decide<State>;
  effectOf: (state: State) => Effect | undefined;
  /** Whether a state is not stored before its effect runs. */
  isTransient: (state: State) => boolean;
  conclude: (state: State, result: Result) => State;
  toEvent: (state: State) => Draft | undefined;
  ask: (outside: Outside, effect: Effect) => { outside: Outside; result: Result };
  /** The conclusion from reading the state after a lost response; undefined when the effect has not happened yet. */
  afterTimeout: (outside: Outside, effect: Effect) => Result | undefined;
};

type Decide<State> = (state: State, event: Draft) => State | 'tooEarly';

export type Billing = Worker<billing.Payment, payments.Effect, payments.EffectResult, Stripe>;
export type Shipping = Worker<shipping.Shipment, shipping.Effect, shipping.EffectResult, Carrier>;

/** What operators request from shipping. */
export type Command = 'dispatchShipment' | 'deliverShipment';

/** Everything that decides, as the model runs it. Planted defects replace pieces of it. */
export type System = {
  orders: {
    decide: (order: orders.Order, input: Draft | orders.Prompt) => orders.Order;
    noteAnnounced: typeof orders.noteAnnounced;
    isSettled: typeof orders.isSettled;
    toEvent: typeof orders.toEvent;
    /** Whether a commit is followed by a publish. */
    speaks: (before: orders.Order, after: orders.Order) => boolean;
    /** Whether the announcer repeats the order's event. */
    announces: (kept: Orders) => boolean;
  };
  inventory: {
    decide: Decide<inventory.Reservation>;
    toEvent: typeof inventory.toEvent;
    keep: (kept: Inventory, next: inventory.Reservation, busy: boolean) => Inventory | 'retry';
  };
  billing: Billing & Pick<typeof payments, 'resolvePayment'>;
  shipping: Shipping & Pick<typeof shipping.steps, Command>;
  /** Whether a participant publishes its state's event after a delivery, whether it changed the state or not. */
  answers: (by: Service, changed: boolean) => boolean;
  /** What a crash in between leaves behind: the change, as it should be, or only its event. */
  first: 'commit' | 'publish';
};

/** The real deciders, with handlers, stores and external services that follow the design. */
export function realSystem(circumstances: Circumstances): System {
  return {
    orders: {
      ...orders,
      decide: decideOrder,
      speaks: (before, after) => orders.toEvent(before).type !== orders.toEvent(after).type,
      announces: ({ order }) => !orders.isSettled(order),
    },
    inventory: { ...inventory, decide: decideBy('inventory', inventory.steps), keep },
    billing: {
      ...billing,
      ...payments,
      decide: timed(decideBy('billing', billing.steps), circumstances),
      ask: (stripe, effect) => askStripe(stripe, effect, circumstances),
      afterTimeout: retrieveFromStripe,
    },
    // A handler that does not know whether the carrier got the request repeats it: both operations are idempotent.
    shipping: {
      ...shipping,
      ...shipping.steps,
      decide: timed(decideBy('shipping', shipping.steps), circumstances),
      isTransient: () => false,
      ask: (carrier, effect) => askCarrier(carrier, effect, circumstances),
      afterTimeout: () => undefined,
    },
    answers: () => true,
    first: 'commit',
  };
}

/** Sets the events' times, which only undos look at: either soon after the order was placed, or late. */
function timed<State>(decide: Decide<State>, circumstances: Circumstances): Decide<State> {
  const placedAt = '2026-01-01T10:00:00.000Z';
  const late = '2026-01-01T11:00:00.000Z';
  return (state, event) => {
    const time = { get: () => (event.type === 'OrderPlaced' || circumstances.undoneSoon ? placedAt : late) };
    return decide(state, Object.defineProperty({ ...event }, 'time', time));
  };
}

/** A refused prompt changes nothing. */
function decideOrder(order: orders.Order, input: Draft | orders.Prompt): orders.Order {
  const isPrompt = input.type === 'CancelRequested' || input.type === 'DeadlinePassed';
  const next = isPrompt
    ? orders.steps.cancelOrder(order, input as orders.Prompt)
    : decideBy<orders.Order>('orders', orders.steps)(order, input as Draft);
  return typeof next === 'string' ? order : next;
}
