import { unknownCurrency, unknownCustomer } from '#events/unknown-order.ts';
import { textTable } from '../text-table.ts';
import { ageOf, copiesText, secondOf } from './dead-letter-texts.ts';
import type { Counts, Dossier, OperatorOrder, OrderPage, Participants, Queues } from './types.ts';

export function ordersText({ items, nextCursor }: OrderPage): string {
  if (items.length === 0) return 'No such orders.';
  const header = ['order', 'status', 'placed', 'waits for', 'note'];
  const table = textTable([header, ...items.map(cellsOf)], { texts: header.length });
  return nextCursor ? `${table}\n\nThere are more: --cursor ${nextCursor}` : table;
}

const cellsOf = (order: OperatorOrder): string[] => [
  order.orderId,
  order.status,
  secondOf(order.placedAt),
  order.waitingFor.map(({ service, event }) => `${service}: ${event}`).join(', ') || '-',
  noteOf(order),
];

function noteOf({
  parkedAt,
  archivedAt,
  overdue,
  settled,
  reason,
}: Pick<OperatorOrder, 'parkedAt' | 'archivedAt' | 'overdue' | 'settled' | 'reason'>): string {
  const notes = [parkedAt && 'parked', overdue && 'overdue', settled && 'settled', archivedAt && 'archived', reason];
  return notes.filter(Boolean).join(', ') || '-';
}

export function countsText({ from, counts }: Counts): string {
  const rows = counts.map(({ status, orders, overdue }) => [status, String(orders), String(overdue)]);
  return `Unsettled, or placed since ${secondOf(from)}:\n\n${textTable([['status', 'orders', 'overdue'], ...rows])}`;
}

export function queuesText({ queues }: Queues): string {
  const rows = queues.map(({ queue, waiting, inFlight, oldestMessageSeconds: age, oldestWaiting }) => [
    ...[queue, String(waiting), String(inFlight), age === undefined ? '-' : ageOf(age)],
    oldestWaiting ? `${oldestWaiting.orderId} since ${secondOf(oldestWaiting.since)}` : '-',
  ]);
  return textTable([['queue', 'waiting', 'in flight', 'oldest message', 'oldest order waiting'], ...rows], { texts: 5 });
}

export function dossierText(order: Dossier, { reservation, payment, shipment, silent = [] }: Participants): string {
  const { stock, owed, events, actions, deadLetters } = order;
  const head = [
    `${order.orderId}  ${order.status}  (${noteOf(order)})`,
    whoseText(order),
    `placed ${secondOf(order.placedAt)}, deadline ${secondOf(order.deadline)}${order.decidedAt ? `, decided ${secondOf(order.decidedAt)}` : ''}`,
    order.archivedAt ? `archived ${secondOf(order.archivedAt)}: its events are in the archive` : announcedText(order),
  ];
  const heard = [
    ['participant', 'known to orders', 'own record'],
    ['inventory', stock, reservation ? heldBy(reservation) : 'nothing'],
    ['billing', order.payment, saidBy(payment)],
    ['shipping', order.shipment, saidBy(shipment)],
  ].map(([service = '', known = '', own = '']) => [service, known, silent.includes(service) ? 'no answer' : own]);
  return [
    head.join('\n'),
    textTable(heard, { texts: 3 }),
    listed(
      'Owed',
      owed.map(({ service, event, since }) => `${service} owes ${event} since ${secondOf(since)}`),
    ),
    listed(
      'Events',
      events.map(({ time, type, source }) => `${time}  ${type}  ${source}`),
    ),
    listed(
      'Dead letters',
      deadLetters.map(
        ({ deadLetterId, queue, type = '-', state, ageSeconds, copies, reason }) =>
          `${deadLetterId}  ${type} for ${queue}, ${state}, ${ageOf(ageSeconds)} old${copies > 0 ? `, ${copiesText(copies)}` : ''}: ${reason}`,
      ),
    ),
    listed(
      'Operators',
      actions.map(({ at, action, operatorId, reason }) => `${secondOf(at)}  ${action} by ${operatorId}: ${reason}`),
    ),
  ].join('\n\n');
}

/** For an adopted order, the customer and the total are unknown. */
function whoseText({ customerId, total }: Dossier): string {
  const customer = customerId === unknownCustomer ? 'unknown' : customerId;
  const amount = total.currency === unknownCurrency ? 'total unknown' : `${total.amount} ${total.currency} in minor units`;
  return `customer ${customer}, ${amount}`;
}

function announcedText({ parkedAt, announcedAgain, announcedNext }: Dossier): string {
  if (parkedAt) return `parked since ${secondOf(parkedAt)}`;
  const next = announcedNext ? `, next ${secondOf(announcedNext)}` : ', not scheduled again';
  return `due again: ${announcedAgain}${next}`;
}

function heldBy({ step, lines }: NonNullable<Participants['reservation']>): string {
  const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  if (pieces === 0) return step;
  return `${step}, ${pieces} ${pieces === 1 ? 'piece' : 'pieces'}`;
}

/** 'nothing' if the participant has not heard of the order. */
function saidBy(participant: Participants['payment'] | Participants['shipment']): string {
  if (!participant) return 'nothing';
  const { status, trouble, resolution } = participant;
  if (resolution && !trouble)
    return `${status}, ${resolution.decision === 'fail' ? 'its capture failed' : 'settled'} by ${resolution.operatorId}: ${resolution.reason}`;
  if (!trouble) return status;
  const { of = 'undo', givenUp, tries, since, reason } = trouble;
  const how = givenUp ? 'given up' : 'failing';
  return `${status}, its ${of} ${how} ${tries === 0 ? 'with no try counted' : `after ${tries} ${tries === 1 ? 'try' : 'tries'}`} since ${secondOf(since)}: ${reason}`;
}

const listed = (title: string, lines: readonly string[]): string =>
  [`${title}:`, ...(lines.length > 0 ? lines : ['-']).map((line) => `  ${line}`)].join('\n');
