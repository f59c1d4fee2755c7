import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import postgres from 'postgres';
import Stripe from 'stripe';
import { connect, type Database } from '#shared/postgres/connect.ts';
import { createPaymentStore } from '../../../containers/billing/store.ts';
import { createStripeProvider } from '../../../containers/billing/stripe-provider.ts';
import { createStockStore } from '../../../containers/inventory/stock-store.ts';
import { createReservationStore } from '../../../containers/inventory/store.ts';
import { createPatience } from '../../../containers/orders/patience.ts';
import { createProductStore } from '../../../containers/orders/product-store.ts';
import { createOrderStore } from '../../../containers/orders/store.ts';
import { createHttpCarrier } from '../../../containers/shipping/http-carrier.ts';
import { createShipmentStore } from '../../../containers/shipping/store.ts';
import { createWitness } from '../../../local/demo/witness.ts';
import { tables } from '../../../local/generate/tables.ts';
import { startCarrier } from '../../../local/resources/carrier.ts';
import { startStripe } from '../../../local/resources/stripe.ts';
import { startTestDynamo } from '../../support/dynamodb.ts';
import { startTestDatabase } from '../../support/postgres.ts';

export type Backends = Awaited<ReturnType<typeof startBackends>>;

/** What the services are made of, as in their main.ts. */
export type Parts = ReturnType<Backends['newParts']>;

export const unitPrice = { amount: 2599, currency: 'USD' };

/** Everything the saga runs on except the bus: the real stores, and the stand-ins for Stripe and the carrier. */
export async function startBackends() {
  const folder = await mkdtemp(join(tmpdir(), 'saga-'));
  const [database, { dynamo, endpoint, stop: stopDynamo }, stripe, carrier] = await Promise.all([
    startTestDatabase({ services: ['orders', 'billing', 'shipping'] }),
    startTestDynamo(tables()),
    startStripe({ dataFolder: folder }),
    startCarrier({ dataFolder: folder }),
  ]);
  /** The stores' statements, and calls to DynamoDB, since they were last taken. */
  const spent = { statements: 0, dynamoCalls: 0 };
  dynamo.middlewareStack.add(
    (next) => (args) => {
      spent.dynamoCalls++;
      return next(args);
    },
    { step: 'initialize' },
  );
  const databaseOf = (service: string) => {
    const opened = connect(database.urlOf(service), { connectionsMax: 8, name: service });
    const run: Database['runPrepared'] = opened.runPrepared;
    const counted: Pick<Database, 'runPrepared'> = {
      runPrepared: (...asked) => {
        spent.statements++;
        return run(...asked);
      },
    };
    return Object.assign(opened, counted);
  };
  const databases = { orders: databaseOf('orders'), billing: databaseOf('billing'), shipping: databaseOf('shipping') };
  const admin = postgres(database.adminUrl, { max: 2, onnotice: () => undefined });
  const { hostname: host, port } = new URL(stripe.url);

  /** The parts of one replica each: stores share calls only within a process. */
  const newParts = (patience = createPatience()) => ({
    patience,
    orders: createOrderStore(databases.orders, patience),
    products: createProductStore({ dynamo, productsTable: 'products', stockTable: 'stock', revocationsTable: 'revocations' }),
    stock: createStockStore({ dynamo, stockTable: 'stock', productsTable: 'products', adjustmentsTable: 'adjustments' }),
    reservations: createReservationStore({ dynamo, stockTable: 'stock', reservationsTable: 'reservations' }),
    payments: createPaymentStore(databases.billing),
    provider: createStripeProvider(new Stripe('sk_test_local', { host, port, protocol: 'http', telemetry: false })),
    shipments: createShipmentStore(databases.shipping),
    carrier: createHttpCarrier(carrier.url),
  });
  const parts = newParts();

  // There are no real queues, so the witness is asked about everything but dead letters.
  const witness = createWitness({
    dynamodb: endpoint,
    messaging: 'http://127.0.0.1:1',
    deadLetterQueueUrls: [],
    stripe: stripe.url,
    carrier: carrier.url,
  });

  /** Adds a product with this many items in stock. */
  async function addProduct(pieces: number): Promise<string> {
    const productId = randomUUID();
    const stock = { productId, available: pieces, reserved: 0, committed: 0, received: pieces, adjusted: 0 };
    await dynamo.send(new PutCommand({ TableName: 'products', Item: { productId, name: 'Mouse', price: unitPrice } }));
    await dynamo.send(new PutCommand({ TableName: 'stock', Item: stock }));
    return productId;
  }

  /** Everything that is known about an order anywhere, read directly from the stores. */
  async function factsOf(orderId: string) {
    const [[order], [payment], [shipment], { Item: reservation }, ledger, parcel] = await Promise.all([
      admin`select * from orders.orders where order_id = ${orderId}`,
      admin`select * from billing.payments where order_id = ${orderId}`,
      admin`select * from shipping.shipments where order_id = ${orderId}`,
      dynamo.send(new GetCommand({ TableName: 'reservations', Key: { orderId }, ConsistentRead: true })),
      ledgerOf(orderId),
      fetch(`${carrier.url}/shipments/${orderId}`).then((response) => response.json() as Promise<{ status?: string }>),
    ]);
    return { order, payment, shipment, reservation, ledger, parcel };
  }

  /** Every movement of an order's money, in order. */
  async function ledgerOf(orderId: string): Promise<{ kind: string; amount: number }[]> {
    const { entries } = (await (await fetch(`${stripe.url}/_ledger?orderId=${orderId}`)).json()) as {
      entries: { kind: string; amount: number }[];
    };
    return entries;
  }

  async function stop(): Promise<void> {
    witness.close();
    await Promise.all([admin.end(), ...Object.values(databases).map((each) => each.close())]);
    await Promise.all([database.stop(), stopDynamo(), stripe.stop(), carrier.stop()]);
    await rm(folder, { recursive: true, force: true });
  }

  function takeSpent() {
    const taken = { ...spent };
    Object.assign(spent, { statements: 0, dynamoCalls: 0 });
    return taken;
  }

  return { takeSpent, parts, newParts, admin, witness, addProduct, factsOf, ledgerOf, stop };
}
