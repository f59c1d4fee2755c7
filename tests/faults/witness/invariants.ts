import { type OrderPlan, scarce } from '../schedule.ts';
import type { Violation } from '../tally.ts';
import type { History } from '../workload/history.ts';
import type { Line, Movement, OrderFact, Part, Reservation, Snapshot, Stock } from './snapshot.ts';

type Check = (snapshot: Snapshot, history: History) => Violation[];

/** What must hold once everything has come to rest, according to the stores themselves. */
export const checks: Record<string, Check> = {
  'acknowledged orders are there': acknowledged,
  settlement,
  money,
  stock: (snapshot, history) => [...stockItems(snapshot.stock), ...stockSums(snapshot, history)],
  agreement,
  uniqueness,
  'no state without its event': told,
  'no event without its change': untold,
  'reasons are true': reasons,
};

const violation = (invariant: string, details: string[]): Violation[] => details.map((detail) => ({ invariant, detail }));

/** Every 202 has its order, with the same customer, lines and total, and there are no other orders. */
function acknowledged({ orders }: Snapshot, { placed }: History): Violation[] {
  const byId = new Map(orders.map((order) => [order.orderId, order]));
  const keys = new Set(placed.map(({ plan }) => plan.key));
  const lost = placed.flatMap(({ plan, customerId, orderId, total }) => {
    if (!orderId) return [];
    const order = byId.get(orderId);
    if (!order) return [`${orderId} was acknowledged and is not there`];
    const wanted = linesOf(plan.lines);
    const isSame =
      order.customerId === customerId && order.total === total && order.key === plan.key && linesOf(order.lines) === wanted;
    return isSame ? [] : [`${orderId} is not what was ordered`];
  });
  const invented = orders.filter(({ key }) => !keys.has(key)).map(({ orderId }) => `${orderId} was never placed`);
  const revived = placed.flatMap(({ orderId, isCancelAcknowledged }) =>
    isCancelAcknowledged && byId.get(orderId ?? '')?.decision !== 'cancelled'
      ? [`${orderId} was cancelled and is ${byId.get(orderId ?? '')?.decision}`]
      : [],
  );
  return violation('acknowledged orders are there', [...lost, ...invented, ...revived]);
}

const linesOf = (lines: readonly Line[]): string => {
  const sums = new Map<string, number>();
  for (const { productId, quantity } of lines) sums.set(productId, (sums.get(productId) ?? 0) + quantity);
  return [...sums]
    .map((sum) => sum.join('='))
    .sort()
    .join();
};

function settlement({ orders }: Snapshot): Violation[] {
  const open = orders.filter(({ settled }) => !settled);
  return violation(
    'settlement',
    open.map((order) => `${order.orderId} is not settled: ${JSON.stringify(factsOf(order))}`),
  );
}

const factsOf = ({ decision, reason, stock, payment, shipment, dueInSeconds, announceAttempts }: OrderFact) => ({
  ...{ decision, reason, stock, payment, shipment, dueInSeconds, announceAttempts },
});

/** Confirmed orders are charged once, others not at all, and no money is held any more. */
function money({ orders, ledger }: Snapshot): Violation[] {
  const byOrder = Map.groupBy(ledger, ({ orderId }) => orderId ?? '');
  const known = new Set(orders.map(({ orderId }) => orderId));
  const wrong = orders.flatMap(({ orderId, decision, total }) => {
    const { authorized, captured, refunded, captures } = sumsOf(byOrder.get(orderId) ?? []);
    const due = decision === 'confirmed' ? total : 0;
    return [
      ...(captured - refunded === due
        ? []
        : [`${orderId} is ${decision}, costs ${total} and was charged ${captured - refunded}`]),
      ...(captures > 1 ? [`${orderId} was captured ${captures} times`] : []),
      ...(authorized === 0 ? [] : [`${orderId} is ${decision}, and ${authorized} are held`]),
    ];
  });
  const strange = [...byOrder.keys()]
    .filter((orderId) => !known.has(orderId))
    .map((orderId) => `money moved for ${orderId || 'no order'}`);
  return violation('money', [...wrong, ...strange]);
}

export function sumsOf(movements: readonly Movement[]) {
  const sum = (wanted: string) => movements.reduce((total, { kind, amount }) => total + (kind === wanted ? amount : 0), 0);
  const [captured, refunded] = [sum('captured'), sum('refunded')];
  const captures = movements.filter(({ kind }) => kind === 'captured').length;
  return { captured, refunded, captures, authorized: sum('authorized') - captured - sum('voided') };
}

/** Holds at every instant, for every product. */
export function stockItems(stock: readonly Stock[]): Violation[] {
  return violation(
    'stock',
    stock.flatMap(({ productId, available, reserved, committed, received, adjusted }) => [
      ...(Math.min(available, reserved, committed) < 0
        ? [`${productId} has a pool below zero: ${available}, ${reserved}, ${committed}`]
        : []),
      ...(received + adjusted === available + reserved + committed
        ? []
        : [`${productId} does not add up: ${received} + ${adjusted} is not ${available} + ${reserved} + ${committed}`]),
    ]),
  );
}

/** The pools match the reservations, and the corrections match those that were requested. */
function stockSums({ stock, reservations }: Snapshot, { corrections }: History): Violation[] {
  return violation(
    'stock',
    stock.flatMap(({ productId, reserved, committed, adjusted }) => {
      const held = (wanted: string) =>
        quantityOf(
          reservations.filter(({ status }) => status === wanted),
          productId,
        );
      const own = corrections.filter((correction) => correction.productId === productId);
      const sum = (list: typeof own) => list.reduce((total, { delta }) => total + delta, 0);
      const [certain, unsure] = [
        own.filter(({ isAcknowledged }) => isAcknowledged),
        own.filter(({ isAcknowledged }) => !isAcknowledged),
      ];
      // A set, because a list would double with each unsure correction.
      const possible = new Set([sum(certain)]);
      for (const { delta } of unsure) for (const each of [...possible]) possible.add(each + delta);
      return [
        ...(held('committed') === committed
          ? []
          : [`${productId}: ${committed} committed, but ${held('committed')} by its reservations`]),
        ...(held('reserved') === reserved
          ? []
          : [`${productId}: ${reserved} reserved, but ${held('reserved')} by its reservations`]),
        ...(possible.has(adjusted) ? [] : [`${productId}: corrected by ${adjusted}, but ${sum(certain)} was acknowledged`]),
      ];
    }),
  );
}

const quantityOf = (reservations: readonly Reservation[], productId: string): number =>
  reservations.flatMap(({ lines }) => lines).reduce((sum, line) => sum + (line.productId === productId ? line.quantity : 0), 0);

/** Each participant's own row, and the carrier, agree with what the order records about them. */
function agreement({ orders, reservations, payments, shipments, parcels }: Snapshot): Violation[] {
  const statusIn = (rows: readonly Part[]) => new Map(rows.map(({ orderId, status }) => [orderId, status]));
  const [held, paid, sent] = [statusIn(reservations), statusIn(payments), statusIn(shipments)];
  const carried = new Map(parcels.map(({ reference, status }) => [reference, status]));
  return violation(
    'agreement',
    orders
      .filter(({ settled }) => settled)
      .flatMap((order) => {
        const { orderId, decision, stock, payment, shipment } = order;
        const rows = { stock: held.get(orderId), payment: paid.get(orderId), shipment: sent.get(orderId) };
        const parcel = carried.get(orderId);
        const isSame = rows.stock === stock && rows.payment === payment && shipmentAgrees(rows.shipment, shipment);
        const isCarried = decision === 'confirmed' ? parcel === 'booked' : parcel !== 'booked';
        return [
          ...(isSame ? [] : [`${orderId} is ${JSON.stringify(factsOf(order))}, and its rows are ${JSON.stringify(rows)}`]),
          ...(isCarried ? [] : [`${orderId} is ${decision}, and its parcel is ${parcel}`]),
          ...(decision === 'confirmed' && stock !== 'committed' ? [`${orderId} is confirmed, and its stock is ${stock}`] : []),
        ];
      }),
  );
}

/** A shipment moves on after its order has settled, so the order may be behind. */
const shipmentAgrees = (row: string | undefined, told: string): boolean =>
  row === told || (ladder.includes(told) && ladder.indexOf(row ?? '') >= ladder.indexOf(told));
const ladder = ['ready', 'dispatched', 'delivered'];

function uniqueness({ orders, reservations, payments, parcels, timeline }: Snapshot): Violation[] {
  const twice = (what: string, names: readonly string[]) =>
    [...Map.groupBy(names, (name) => name)].flatMap(([name, { length }]) =>
      length > 1 ? [`${what} ${name} is there ${length} times`] : [],
    );
  return violation('uniqueness', [
    ...twice(
      'the order of key',
      orders.map(({ customerId, key }) => `${customerId} ${key}`),
    ),
    ...twice(
      'the reservation of',
      reservations.map(({ orderId }) => orderId),
    ),
    ...twice(
      'the payment of',
      payments.map(({ orderId }) => orderId),
    ),
    ...twice(
      'the parcel of',
      parcels.map(({ reference }) => reference),
    ),
    ...twice(
      'the event',
      timeline.map(({ orderId, type }) => `${type} of ${orderId}`),
    ),
  ]);
}

/** The state in which a row rests has been published. */
function told({ orders, reservations, payments, shipments, timeline }: Snapshot): Violation[] {
  const heard = new Set(timeline.map(({ id }) => id));
  const rows: { orderId: string; event: Part['event'] }[] = [...orders, ...reservations, ...payments, ...shipments];
  const silent = rows.flatMap(({ orderId, event }) =>
    event && !heard.has(event.id) ? [`${event.type} of ${orderId} was never published`] : [],
  );
  const subjects = new Set(orders.map(({ orderId }) => orderId));
  const invented = timeline.flatMap(({ orderId, type }) =>
    subjects.has(orderId) ? [] : [`${type} is about ${orderId}, which does not exist`],
  );
  return violation('no state without its event', [...silent, ...invented]);
}

/** What was published has happened: no event contradicts the outcome of its order, and a repeat is the same event. */
function untold({ orders, reservations, payments, shipments, timeline }: Snapshot): Violation[] {
  const byId = new Map(orders.map((order) => [order.orderId, order]));
  const rows: { event: Part['event'] }[] = [...orders, ...reservations, ...payments, ...shipments];
  const times = new Map(rows.flatMap(({ event }) => (event ? [[event.id, event.time] as const] : [])));
  const found = timeline.flatMap(({ orderId, id, type, time }) => {
    const order = byId.get(orderId);
    const isPossible = order?.settled ? (possible[type]?.(order) ?? true) : true;
    const stored = times.get(id);
    return [
      ...(isPossible ? [] : [`${type} was published for ${orderId}, which is ${JSON.stringify(factsOf(order as OrderFact))}`]),
      ...(stored === undefined || stored === time
        ? []
        : [`${type} of ${orderId} was published with the time ${time}, and is stored with ${stored}`]),
    ];
  });
  return violation('no event without its change', found);
}

const hasFailedLate = ({ reason }: OrderFact) => reason === 'CAPTURE_FAILED';

/** Whether an order with this outcome may have published this event on the way. */
const possible: Record<string, (order: OrderFact) => boolean> = {
  OrderConfirmed: (order) => order.decision === 'confirmed' || hasFailedLate(order),
  OrderCancelled: ({ decision }) => decision === 'cancelled',
  StockCommitted: (order) => order.stock === 'committed' || hasFailedLate(order),
  StockReleased: ({ stock }) => stock === 'released',
  StockRejected: ({ stock }) => stock === 'rejected',
  PaymentCaptured: ({ payment }) => payment === 'captured' || payment === 'refunded',
  PaymentVoided: ({ payment }) => payment === 'voided',
  PaymentFailed: ({ payment }) => payment === 'failed',
  ShipmentCancelled: ({ shipment }) => shipment === 'cancelled',
  ShipmentFailed: ({ shipment }) => shipment === 'failed',
};

/** The reason for a cancellation fits the order's customer, card, address, product or deadline. */
function reasons({ orders }: Snapshot, { placed }: History): Violation[] {
  const plans = new Map(placed.map(({ plan }) => [plan.key, plan]));
  const wrong = orders.flatMap((order) => {
    const plan = plans.get(order.key);
    if (!plan || order.reason === null || isTrue(order.reason, order, plan)) return [];
    return [`${order.orderId} was cancelled as ${order.reason}, with ${plan.paymentMethod} and ${plan.postalCode}`];
  });
  return violation('reasons are true', wrong);
}

function isTrue(reason: string, { deadline, decidedAt }: OrderFact, plan: OrderPlan): boolean {
  switch (reason) {
    case 'OUT_OF_STOCK':
      return plan.lines.some(({ productId }) => productId === scarce.productId);
    case 'PAYMENT_DECLINED':
      return /Declined|authenticationRequired/.test(plan.paymentMethod);
    case 'CAPTURE_FAILED':
      return plan.paymentMethod === 'pm_card_captureFails';
    case 'UNDELIVERABLE':
      return plan.postalCode === '00000';
    case 'CUSTOMER':
      return plan.cancelAfter !== undefined;
    default:
      return decidedAt !== null && decidedAt >= deadline;
  }
}
