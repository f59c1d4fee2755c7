import type { Draft, Event, EventType } from '#events/index.ts';
import type { Payment } from '../../../containers/billing/domain.ts';
import { type Order, type Placement, placed } from '../../../containers/orders/domain.ts';
import type { Shipment } from '../../../containers/shipping/domain.ts';
import { type Carrier, freshCarrier } from './carrier.ts';
import type { Circumstances } from './circumstances.ts';
import { fullShelf, type Inventory, piecesReceived } from './shelf.ts';
import { freshStripe, type Stripe } from './stripe.ts';

/** One order's whole world at one moment: four rows, the outsiders, the messages, and what has once been so. */
export type World = {
  order: Order;
  inventory: Inventory;
  payment: Payment;
  stripe: Stripe;
  shipment: Shipment;
  carrier: Carrier;
  /** Events that may yet be delivered, any number of times and in any order. */
  flight: readonly Draft[];
  /** What is still to be done: orders has to note that OrderCancelled is out, shipping to announce an operator's command. */
  duties: { note: boolean; announceShipment: boolean };
  /** What orders has ever decided, and which of its events it has published last. */
  history: { confirmed: boolean; cancelled: boolean; said: EventType | undefined };
};

/** An order just stored, with nothing published yet. */
export function worldOf({ inStock }: Circumstances): World {
  const quantity = inStock ? piecesReceived : piecesReceived + 1;
  return {
    order: placed({ ...placement, lines: placement.lines.map((line) => ({ ...line, quantity })) }),
    inventory: { reservation: { status: 'none' }, shelf: fullShelf },
    payment: { status: 'none' },
    stripe: freshStripe,
    shipment: { status: 'none' },
    carrier: freshCarrier,
    flight: [],
    duties: { note: false, announceShipment: false },
    history: { confirmed: false, cancelled: false, said: undefined },
  };
}

export const partsOf = (world: World): readonly object[] => [
  world.order,
  world.inventory,
  world.payment,
  world.stripe,
  world.shipment,
  world.carrier,
  world.flight,
  world.duties,
  world.history,
];

/** The deciders read an event's type and data only, so the model spares itself the envelope. */
export const delivered = <E extends Event>(event: Draft): E => event as E;

export const placement: Placement = {
  customerId: '0191b3a0-0000-7000-8000-00000000000c',
  lines: [
    {
      productId: '0191b3a0-0000-7000-8000-00000000000d',
      name: 'Lamp',
      quantity: 1,
      unitPrice: { amount: 2599, currency: 'USD' },
    },
  ],
  total: { amount: 2599, currency: 'USD' },
  paymentMethod: 'pm_card_visa',
  shipTo: { name: 'Ada', line1: 'Main Street 1', city: 'Berlin', postalCode: '10115', country: 'DE' },
};

/** Puts an event in flight; where messages may be repeated at will, the same one again adds nothing. */
export function include(flight: readonly Draft[], event: Draft): readonly Draft[] {
  const content = JSON.stringify(event);
  if (flight.some((other) => JSON.stringify(other) === content)) return flight;
  return [...flight, event].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}
