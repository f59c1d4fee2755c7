import type { OrderView } from '../../containers/orders/view.ts';
import { products } from '../seed.ts';
import { type Client, expectStatus } from './client.ts';

/** One possible outcome of an order and how to play it; the golden trace of the same file name says what must result. */
export type Scenario = {
  title: string;
  file: string;
  /** Whether only a provider's stand-in can produce this outcome. */
  needsStandIn?: boolean;
  /** Orders the mouse, unless another product is given. */
  play: (cast: Cast, productId?: string) => Promise<OrderView>;
};

export type Cast = { customer: Client; operator: Client; admin: Client };

/** One scenario for every outcome an order can have. */
export const scenarios: readonly Scenario[] = [
  {
    title: 'delivered',
    file: 'delivered.txt',
    async play({ customer, operator }, productId) {
      const { orderId } = await place(customer, { productId });
      await customer.orderWhen(orderId, isSettled('CONFIRMED'));
      await expectStatus(operator.call('POST', `/v1/shipping/shipments/${orderId}/dispatch`), 200);
      await customer.orderWhen(orderId, isSettled('SHIPPED'));
      await expectStatus(operator.call('POST', `/v1/shipping/shipments/${orderId}/deliver`), 200);
      return customer.orderWhen(orderId, isSettled('DELIVERED'));
    },
  },
  {
    title: 'payment refused',
    file: 'payment-refused.txt',
    play: ({ customer }, productId) =>
      cancelledFor(customer, 'PAYMENT_DECLINED', { productId, paymentMethod: 'pm_card_chargeDeclined' }),
  },
  {
    title: 'out of stock',
    file: 'out-of-stock.txt',
    async play(cast) {
      const orders = await twoForTheLast(cast);
      const ended = await Promise.all(orders.map(({ orderId }) => cast.customer.orderWhen(orderId, ({ settled }) => settled)));
      const refused = ended.find(({ reason }) => reason === 'OUT_OF_STOCK');
      if (!refused) throw new Error(`No order was refused for lack of stock: ${JSON.stringify(ended)}`);
      return refused;
    },
  },
  {
    title: 'undeliverable',
    file: 'undeliverable.txt',
    needsStandIn: true,
    play: ({ customer }, productId) => cancelledFor(customer, 'UNDELIVERABLE', { productId, shipTo: { postalCode: '00000' } }),
  },
  {
    title: 'cancelled by the customer',
    file: 'cancelled-by-customer.txt',
    async play({ customer }, productId) {
      const orderId = await cancelInTime(customer, productId);
      return customer.orderWhen(orderId, ({ settled, reason }) => settled && reason === 'CUSTOMER');
    },
  },
  {
    title: 'capture failed',
    file: 'capture-failed.txt',
    needsStandIn: true,
    play: ({ customer }, productId) =>
      cancelledFor(customer, 'CAPTURE_FAILED', { productId, paymentMethod: 'pm_card_captureFails' }),
  },
];

type Placement = Omit<Partial<Parameters<Client['place']>[0]>, 'lines'> & { productId?: string | undefined };

const place = (customer: Client, { productId = products.mouse.productId, ...placement }: Placement): Promise<OrderView> =>
  expectStatus(customer.place({ lines: [{ productId, quantity: 1 }], ...placement }), 202);

async function cancelledFor(customer: Client, reason: string, placement: Placement): Promise<OrderView> {
  const { orderId } = await place(customer, placement);
  return customer.orderWhen(orderId, (order) => order.settled && order.reason === reason);
}

const isSettled = (status: string) => (order: OrderView) => order.settled && order.status === status;

/** An order that its customer cancels before it is confirmed. Takes a few tries if the saga is faster than the customer. */
async function cancelInTime(customer: Client, productId: string | undefined): Promise<string> {
  for (let tries = 0; tries < triesMax; tries++) {
    const { orderId } = await place(customer, { productId });
    const { status } = await customer.call('POST', `/v1/orders/${orderId}/cancel`);
    if (status === 202) return orderId;
  }
  throw new Error(`In ${triesMax} tries, every order was confirmed before it could be cancelled`);
}

/** Two orders for the last item of a product, both accepted before either got it. */
async function twoForTheLast({ customer, admin }: Cast): Promise<OrderView[]> {
  for (let tries = 0; tries < triesMax; tries++) {
    const productId = await createLastPiece(admin);
    const want = () => customer.place({ lines: [{ productId, quantity: 1 }] });
    const answers = await Promise.all([want(), want()]);
    await expectStatus(admin.call('DELETE', `/v1/catalog/products/${productId}`), 204);
    // If the first order got the item before the second was placed, the second is refused at once, which is another scenario.
    if (answers.every(({ status }) => status === 202)) return answers.map(({ body }) => body);
  }
  throw new Error(`In ${triesMax} tries, two orders for the last piece were never both accepted`);
}

const triesMax = 20;

async function createLastPiece(admin: Client): Promise<string> {
  const product = { name: 'Last of its kind', category: 'demo', price: { amount: 100, currency: 'USD' } };
  const { productId } = await expectStatus(admin.call<{ productId: string }>('POST', '/v1/catalog/products', product), 201);
  const adjustment = { delta: 1, reason: 'one for the demo' };
  await expectStatus(
    admin.call('POST', `/v1/inventory/${productId}/adjustments`, adjustment, { 'idempotency-key': productId }),
    200,
  );
  return productId;
}
