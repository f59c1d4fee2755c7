import { type DeadLetterState, queueStateOf } from '#shared/dead-letters/dead-letter.ts';

/** All given conditions must hold. Without an order or a state, only open dead letters match. */
export type DeadLetterFilter = {
  queue?: string | undefined;
  type?: string | undefined;
  orderId?: string | undefined;
  state?: DeadLetterState | undefined;
  /** A text that the reason contains. */
  reason?: string | undefined;
  recordedFrom?: Date | undefined;
  recordedBefore?: Date | undefined;
};

/** The parameters of a DynamoDB query. */
type Lookup = {
  IndexName: string;
  KeyConditionExpression: string;
  FilterExpression?: string;
  ExpressionAttributeNames: Record<string, string>;
  ExpressionAttributeValues: Record<string, string>;
};

/**
 * Builds a query on the index that yields the fewest rows, within the given times and up to and including position `below`.
 * Undefined if nothing can match.
 */
export function lookupOf(filter: DeadLetterFilter, below: string | undefined): Lookup | undefined {
  const { index, key, value, left } = indexFor(filter);
  const from = filter.recordedFrom?.toISOString() ?? earliest;
  // A position recorded at exactly that time is longer, so it sorts after it.
  const before = filter.recordedBefore?.toISOString() ?? latest;
  const upTo = below !== undefined && below < before ? below : before;
  if (upTo < from) return undefined;
  const filters = Object.entries(left).flatMap(([name, wanted]) => (wanted === undefined ? [] : [{ name, wanted }]));
  const tests = filters.map(({ name }) => (name === 'reason' ? `contains(#${name}, :${name})` : `#${name} = :${name}`));
  return {
    IndexName: index,
    KeyConditionExpression: '#key = :key AND #position BETWEEN :from AND :upTo',
    ...(tests.length > 0 ? { FilterExpression: tests.join(' AND ') } : {}),
    ExpressionAttributeNames: {
      ...{ '#key': key, '#position': 'position' },
      ...Object.fromEntries(filters.map(({ name }) => [`#${name}`, name])),
    },
    ExpressionAttributeValues: {
      ...{ ':key': value, ':from': from, ':upTo': upTo },
      ...Object.fromEntries(filters.map(({ name, wanted }) => [`:${name}`, wanted])),
    },
  };
}

const earliest = '0';
const latest = ':'; // Sorts after every digit.

function indexFor({ queue, type, orderId, state, reason }: DeadLetterFilter) {
  const left = { type, reason };
  if (orderId !== undefined) return { index: 'by-order', key: 'orderId', value: orderId, left: { ...left, queue, state } };
  const open = state ?? 'open';
  if (queue !== undefined) return { index: 'by-queue', key: 'queueState', value: queueStateOf(queue, open), left };
  return { index: 'by-state', key: 'state', value: open, left };
}
