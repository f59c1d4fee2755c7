import { comparePlacement } from './compare-placement.ts';
import type { OrderEntry, Participants, PaymentEntry, ReservationEntry, ShipmentEntry } from './entries.ts';
import type { Finding } from './finding.ts';

/**
 * Compares an order with its participants, which must be read after the order: the order's state follows their
 * events, so the participants of a settled order have already finished. What is still in flight and not late is no
 * drift, nor is an order that an operator parked.
 */
export function compareOrder(order: OrderEntry, said: Participants): Finding[] {
  return [...comparePlacement(order, said), ...compareProgress(order, said)];
}

function compareProgress(order: OrderEntry, said: Participants): Finding[] {
  const troubles = givenUp(order, said);
  if (order.settled) return [...troubles, ...differences(order, said)];
  if (!order.overdue || order.parkedAt) return [];
  if (troubles.length > 0) return troubles;
  const detail = `It is ${order.status}, but should have settled by now`;
  return [{ kind: 'order-stuck', about: order.orderId, orderId: order.orderId, detail, repair: 'nudge' }];
}

export const isCancelled = ({ status }: OrderEntry): boolean => status === 'CANCELLED' || status === 'CANCELLING';

function givenUp(order: OrderEntry, { payment, shipment }: Participants): Finding[] {
  const { orderId } = order;
  const asked = [
    ['billing', payment, 'retry-payment'],
    ['shipping', shipment, 'retry-shipment'],
  ] as const;
  return asked.flatMap(([service, entry, repair]) => {
    if (!entry?.trouble || !waitsForPerson(order, entry)) return [];
    const [kind, what] =
      entry.step === 'capturing' ? (['capture-given-up', 'the capture'] as const) : (['undo-given-up', 'its undo'] as const);
    const detail = `${service} has given up ${what}: ${entry.trouble.reason}`;
    return [{ kind, about: `${orderId} ${service}`, orderId, detail, repair } as const];
  });
}

/**
 * Whether an undo or a capture is no longer tried. A capture of an order that is cancelled after all, as after a restore, does not wait for
 * a person: it is undone when the order is announced again, and must not be retried.
 */
const waitsForPerson = (order: OrderEntry, { step, trouble }: Pick<PaymentEntry, 'step' | 'trouble'>): boolean =>
  trouble?.givenUp === true && !(step === 'capturing' && isCancelled(order));

/** Where each participant is once an order is settled, and from which steps sending the announcement again gets it there. */
const ends: Record<'confirmed' | 'cancelled', Record<keyof Participants, End>> = {
  confirmed: {
    reservation: { kind: 'stock-differs', at: ['committed'], behind: ['reserved'] },
    payment: { kind: 'payment-differs', at: ['captured'], behind: ['authorized', 'capturing'] },
    shipment: { kind: 'shipment-differs', at: ['ready', 'dispatched', 'delivered'], behind: ['booked'] },
  },
  cancelled: {
    reservation: { kind: 'stock-differs', at: ['released', 'rejected'], behind: ['none', 'reserved', 'committed'] },
    payment: {
      ...{ kind: 'payment-differs', at: ['failed', 'voided', 'refunded'] },
      behind: [
        'none',
        'waiting',
        'creating',
        'confirming',
        'authorized',
        'capturing',
        'captured',
        'searching',
        'voiding',
        'refunding',
        'abandoning',
      ],
    },
    shipment: {
      ...{ kind: 'shipment-differs', at: ['failed', 'cancelled'] },
      behind: ['none', 'waiting', 'booking', 'booked', 'ready', 'cancelling'],
    },
  },
};

type End = { kind: Finding['kind']; at: readonly string[]; behind: readonly string[] };

function differences(order: OrderEntry, said: Participants): Finding[] {
  const { orderId, status } = order;
  const expected = ends[isCancelled(order) ? 'cancelled' : 'confirmed'];
  return (['reservation', 'payment', 'shipment'] as const).flatMap((name) => {
    const { kind, at, behind } = expected[name];
    const entry: ReservationEntry | PaymentEntry | ShipmentEntry | undefined = said[name];
    const { step } = entry ?? { step: 'none' };
    if (entry && 'trouble' in entry && waitsForPerson(order, entry)) return [];
    if (at.includes(step) && !(name === 'shipment' && isLeftBehind(order, step))) return [];
    const detail = `The order is ${status} and settled; its ${name} is ${step}`;
    return [{ kind, about: orderId, orderId, detail, repair: behind.includes(step) ? 'retell' : 'by-hand' } as const];
  });
}

const way = ['ready', 'dispatched', 'delivered'];

/** The order already knows of the parcel's progress, but shipping lags behind it. */
const isLeftBehind = ({ shipment }: OrderEntry, step: string): boolean =>
  way.includes(step) && way.indexOf(step) < way.indexOf(shipment);
