import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { unpackContent } from '#shared/dead-letters/content.ts';
import { createCountMessages } from '#shared/messaging/count-messages.ts';
import { localAws } from '../../../local/resources/local-aws.ts';
import type { World } from '../world.ts';

export type Line = { productId: string; quantity: number };
export type Told = { id: string; type: string; subject: string; time: string };

export type OrderFact = {
  orderId: string;
  customerId: string;
  key: string;
  lines: Line[];
  total: number;
  decision: 'open' | 'confirmed' | 'cancelled';
  reason: string | null;
  settled: boolean;
  stock: string;
  payment: string;
  shipment: string;
  event: Told;
  /** By the database's clock. */
  deadline: Date;
  decidedAt: Date | null;
  /** Seconds from now until its event is announced again; null if it never is. */
  dueInSeconds: number | null;
  announceAttempts: number;
};
/** What a look at an order in motion needs. */
export type Verdict = Pick<OrderFact, 'orderId' | 'decision' | 'reason' | 'settled' | 'stock' | 'payment'>;
export type Part = { orderId: string; status: string; event: Told | null };
export type Reservation = Part & { lines: Line[]; unreturned: Line[] };
export type Stock = {
  productId: string;
  available: number;
  reserved: number;
  committed: number;
  received: number;
  adjusted: number;
};
export type Movement = {
  kind: 'authorized' | 'captured' | 'voided' | 'refunded';
  amount: number;
  orderId: string | null;
  paymentIntent: string;
};
export type Parcel = { reference: string; status: string };
export type DeadLetter = { queue: string; reason: string; orderId?: string; body: string };

/** Everything that the stores and the providers contain, read directly and not through the services. */
export type Snapshot = {
  orders: OrderFact[];
  payments: Part[];
  shipments: Part[];
  reservations: Reservation[];
  stock: Stock[];
  ledger: Movement[];
  parcels: Parcel[];
  timeline: { orderId: string; id: string; type: string; time: string }[];
  deadLetters: DeadLetter[];
  /** How many messages are in the queue of the function `timeline`, including hidden ones. */
  timelineDepth: number;
};

export type Witness = ReturnType<typeof createWitness>;

export function createWitness({ stack, sql }: World) {
  const { dynamodb, stripe, carrier, messaging } = stack.backends;
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({ ...localAws, endpoint: dynamodb.endpoint }));
  const sqs = new SQSClient({ ...localAws, endpoint: messaging.endpoint, useQueueUrlAsEndpoint: false });
  const countMessages = createCountMessages(sqs, { timeline: messaging.queueUrls.timeline ?? '' });

  async function scan<T>(TableName: string): Promise<T[]> {
    const items: T[] = [];
    for await (const { Items = [] } of paginateScan({ client: dynamo }, { TableName, ConsistentRead: true }))
      items.push(...(Items as T[]));
    return items;
  }

  const orders = () => sql<OrderFact[]>`
    select order_id as "orderId", customer_id as "customerId", idempotency_key as key, lines, total_amount::float as total,
      decision, reason, settled, stock, payment, shipment, event, deadline, decided_at as "decidedAt",
      extract(epoch from announce_at - now())::float as "dueInSeconds", announce_attempts as "announceAttempts" from orders.orders`;
  const parts = (table: 'billing.payments' | 'shipping.shipments') =>
    sql.unsafe<Part[]>(`select order_id as "orderId", status, event from ${table}`);
  const stock = () => scan<Stock>('stock');
  /** The provider's movements of money, without the first `skip`. */
  const ledger = async (skip = 0) => ((await getJson(`${stripe.url}/_ledger?skip=${skip}`)) as { entries: Movement[] }).entries;
  /** All orders, or those that are not settled, have settled in the last half a minute, or are among `ids`. */
  const verdicts = (ids?: readonly string[]) => sql<Verdict[]>`
    select order_id as "orderId", decision, reason, settled, stock, payment from orders.orders
    where ${ids === undefined} or not settled or settled_at > now() - interval '30 seconds'
      or order_id = any(${sql.array([...(ids ?? [])])}::uuid[])`;

  return {
    stock,
    ledger,
    verdicts,
    /** Of all orders, or of those placed before a moment. */
    countUnsettled: async (before: Date | null = null) =>
      Number(
        (
          await sql`select count(*) as count from orders.orders
            where not settled and (${before}::timestamptz is null or placed_at < ${before}::timestamptz)`
        )[0]?.count,
      ),

    async snapshot(): Promise<Snapshot> {
      const items = await scan<{ orderId: string; state: { status: string; lines?: Line[]; unreturned?: Line[] }; event: Told }>(
        'reservations',
      );
      return {
        orders: await orders(),
        payments: await parts('billing.payments'),
        shipments: await parts('shipping.shipments'),
        reservations: items.map(({ orderId, state: { status, lines = [], unreturned = [] }, event }) => ({
          orderId,
          status,
          lines,
          unreturned,
          event,
        })),
        stock: await stock(),
        ledger: await ledger(),
        parcels: ((await getJson(`${carrier.url}/shipments`)) as { shipments: Parcel[] }).shipments,
        timeline: await scan('timeline'),
        deadLetters: deadLettersIn(await scan('dead-letters')),
        timelineDepth: (await countMessages()).reduce((sum, { waiting, inFlight }) => sum + waiting + inFlight, 0),
      };
    },

    close(): void {
      dynamo.destroy();
      sqs.destroy();
    },
  };
}

type LetterItem = { deadLetterId: string; part: string; content?: Uint8Array } & Omit<DeadLetter, 'body'>;

/** A head, and its content in chunks. */
function deadLettersIn(items: readonly LetterItem[]): DeadLetter[] {
  const chunks = Map.groupBy(
    items.filter(({ part }) => part.startsWith('content#')),
    ({ deadLetterId }) => deadLetterId,
  );
  return items
    .filter(({ part }) => part === 'head')
    .map(({ deadLetterId, queue, reason, orderId }) => {
      const own = (chunks.get(deadLetterId) ?? []).sort((a, b) => (a.part < b.part ? -1 : 1));
      const { body } = unpackContent(own.map(({ content = new Uint8Array() }) => content));
      return { queue, reason, body, ...(orderId ? { orderId } : {}) };
    });
}

async function getJson(url: string): Promise<unknown> {
  return (await fetch(url, { signal: AbortSignal.timeout(20_000) })).json();
}
