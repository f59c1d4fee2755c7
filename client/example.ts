import { createClient, isProblem, orThrow } from './index.ts';

const [email = '', password = '', baseUrl = 'http://127.0.0.1:8080'] = process.argv.slice(2);
const shop = createClient({ baseUrl });
await shop.signIn({ email, password });

const { items } = await orThrow(shop.GET('/v1/catalog/products', { params: { query: { limit: 1 } } }));
const { data: order, error } = await shop.POST('/v1/orders', {
  // Keep the key until you have the response: a retry with the same key, even from another process, is the same order.
  params: { header: { 'idempotency-key': crypto.randomUUID() } },
  body: {
    lines: items.map(({ productId }) => ({ productId, quantity: 1 })),
    paymentMethod: 'pm_card_visa',
    shipTo: { name: 'Ada Lovelace', line1: '12 St James’s Square', city: 'London', postalCode: 'SW1Y 4JH', country: 'GB' },
  },
});

if (order) console.log(`${order.status}: ${order.lines[0]?.name}, ${order.total.amount} minor units of ${order.total.currency}`);
else if (isProblem(error, 'out-of-stock')) console.log('Not enough in stock:', error.lines);
else console.log('Refused:', error);
