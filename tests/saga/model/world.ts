import type { Draft } from '#events/index.ts';
import type { Payment } from '../../../containers/billing/domain.ts';
import { type Order, steps } from '../../../containers/orders/domain.ts';
import type { Shipment } from '../../../containers/shipping/domain.ts';
import { type Carrier, freshCarrier } from './carrier.ts';
import type { Circumstances } from './circumstances.ts';
import { sample } from './sample-events.ts';
import { fullShelf, type Inventory, piecesReceived } from './shelf.ts';
import { freshStripe, type Stripe } from './stripe.ts';

/** The whole world of one order at one moment: what each service and its external service store, and the messages. */
export type World = {
  orders: Orders;
  inventory: Inventory;
  billing: { payment: Payment; stripe: Stripe };
  /** `unannounced`: an operator's command whose event has not been published yet. */
  shipping: { shipment: Shipment; carrier: Carrier; unannounced: boolean };
  /** Events that may still be delivered, any number of times and in any order. */
  flight: readonly Draft[];
};

export type Service = Exclude<keyof World, 'flight'>;

export type Orders = {
  order: Order;
  /** OrderCancelled is published, but orders has not recorded that yet. */
  unnoted: boolean;
  /** What orders has ever decided, and whether it has published its last decision. */
  history: { confirmed: boolean; cancelled: boolean; said: boolean };
};

/** An order just stored, with nothing published yet. */
export function worldOf({ inStock }: Circumstances): World {
  const quantity = inStock ? piecesReceived : piecesReceived + 1;
  const placement = sample.OrderPlaced.data;
  const order = steps.placeOrder({ ...placement, lines: placement.lines.map((line) => ({ ...line, quantity })) });
  return {
    orders: { order, unnoted: false, history: { confirmed: false, cancelled: false, said: false } },
    inventory: { reservation: { status: 'none' }, shelf: fullShelf },
    billing: { payment: { status: 'none' }, stripe: freshStripe },
    shipping: { shipment: { status: 'none' }, carrier: freshCarrier, unannounced: false },
    flight: [],
  };
}

export const partsOf = ({ orders, inventory, billing, shipping, flight }: World) => [
  orders,
  inventory,
  billing,
  shipping,
  flight,
];

/** Puts an event in flight; where messages may be repeated at will, adding the same one again has no effect. */
export function include(flight: readonly Draft[], event: Draft): readonly Draft[] {
  const content = JSON.stringify(event);
  if (flight.some((other) => JSON.stringify(other) === content)) return flight;
  return [...flight, event].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}
