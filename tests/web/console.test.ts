import { beforeAll, describe, expect, it } from '@jest/globals';
import postgres from 'postgres';
import { type Client, createClient } from '../../local/demo/client.ts';
import { products } from '../../local/seed.ts';
import { plantDeadLetters } from '../abuse/support/plant-dead-letters.ts';
import { images } from '../support/images.ts';
import { useStack } from '../support/use-stack.ts';
import { actBecause, clientOf, signInAs, valueWhenTheAddressChanges } from './support/operators.ts';
import { seeStep, signUp, somebody } from './support/people.ts';
import { phoneWidth, useBrowser } from './support/use-browser.ts';

const world = useStack({ traces: true });
const { arrive, expectComplaint, inspect } = useBrowser(
  () => world.stack.gatewayUrl,
  () => world.stack.backends.bucket.endpoint,
);

/** For tests to look at; whether its parcel has been sent does not matter to them. */
let settledOrderId: string;
beforeAll(async () => {
  settledOrderId = await anOrder();
});

/** An order of two mice, once it satisfies `wanted`. */
async function anOrder(wanted: Parameters<Client['orderWhen']>[1] = ({ settled }) => settled): Promise<string> {
  const customer = await clientOf(world, 'customer');
  const { body } = await customer.place({ lines: [{ productId: products.mouse.productId, quantity: 2 }] });
  // A busy machine is slow; speed is not tested here.
  await customer.orderWhen(body.orderId, wanted, 60);
  return body.orderId;
}

/** Pretends that it was decided a while ago, instead of waiting. */
async function makeLongDecided(orderId: string): Promise<void> {
  const database = postgres(world.stack.backends.postgres.adminUrl, { max: 1 });
  await database`update orders.orders set decided_at = now() - interval '10 minutes' where order_id = ${orderId}`;
  await database.end();
}

const isHeld: Parameters<Client['orderWhen']>[1] = ({ status }) => status === 'PAYMENT_AUTHORIZED';

describe('an operator', () => {
  it('opens the trace of an order', async () => {
    const page = await arrive(`/console/orders/${settledOrderId}`);
    await signInAs(world, page, 'operator');
    const link = page.getByRole('link', { name: 'Its trace' });
    await link.waitFor();
    const drawn = await (await fetch(`${await link.getAttribute('href')}`)).text();
    expect(drawn).toContain('POST /v1/orders');
    expect(drawn).toContain('process StockReserved');
  });

  it('finds an order that is ready, and dispatches it', async () => {
    const orderId = await anOrder();
    const page = await arrive('/console/orders?status=CONFIRMED');
    await signInAs(world, page, 'operator');
    await page.getByRole('link', { name: orderId }).click();
    await page.getByText('Settled: no service owes anything.').waitFor();
    await page.getByRole('button', { name: 'Dispatch…' }).click();
    await inspect(page, 'console-dispatch-dialog');
    await page.getByLabel('Why?').fill('the van is here');
    await page.getByRole('button', { name: 'Dispatch', exact: true }).click();
    await seeStep(page, 'dispatchShipment', 'done');
    await actBecause(page, 'Deliver', 'the carrier called');
    await seeStep(page, 'deliverShipment', 'done');
    await page.getByText('dispatch: the van is here').waitFor();
    await page.getByText('deliver: the carrier called').waitFor();
    expect((await (await clientOf(world, 'customer')).order(orderId)).status).toBe('DELIVERED');
  });

  it('sees that one is stuck and why, parks it, resumes it, nudges it, and it proceeds', async () => {
    await world.stack.services.shipping.stop();
    const orderId = await anOrder(isHeld);
    await makeLongDecided(orderId);
    expectComplaint(/status of (503|500)/);
    const page = await arrive('/console');
    await signInAs(world, page, 'operator');
    await page.getByText('does not answer').waitFor();
    await page.getByText('1 overdue').waitFor();
    await page.getByRole('row', { name: /^shipping \d+ \d+ \d+ (second|minute)s? (?!ago)/ }).waitFor();
    await inspect(page, 'console-overview-trouble');
    await page.getByRole('link', { name: /^Stuck/ }).click();
    await page.getByRole('link', { name: orderId }).click();
    await page.getByText('Shipping owes ShipmentBooked (book shipment)').waitFor();
    await seeStep(page, 'bookShipment', 'overdue');
    await inspect(page, 'console-order-stuck');
    await page.getByRole('button', { name: 'Park…' }).click();
    await page.getByLabel('Why?').fill('the carrier is on');
    await page.reload();
    await page.getByRole('button', { name: 'Park…' }).click();
    // What was half written is still there.
    expect(await page.getByLabel('Why?').inputValue()).toBe('the carrier is on');
    await page.getByRole('button', { name: 'Leave it' }).click();
    await actBecause(page, 'Park', 'the carrier is on strike');
    await page.getByText('it is not announced again until it is resumed').waitFor();
    // The button that had the focus is gone.
    await page.locator('.page-heading:focus').waitFor();
    await actBecause(page, 'Resume', 'the strike is over');
    await page.getByText('the strike is over').waitFor();
    await actBecause(page, 'Nudge', 'shipping comes back');
    await page.getByText('shipping comes back').waitFor();
    await world.stack.services.shipping.start();
    await seeStep(page, 'clearShipment', 'done');
  });

  it('opens a dead letter, makes a dry run, redrives it, and drops another one', async () => {
    await plantDeadLetters(world.stack, 2);
    const page = await arrive('/console');
    await signInAs(world, page, 'operator');
    await page.getByRole('link', { name: '2 open dead letters' }).click();
    await page
      .getByRole('link', { name: /for billing$/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'The message' }).waitFor();
    await inspect(page, 'console-dead-letter');
    await page.getByRole('button', { name: 'Dry run' }).click();
    await page.getByText('It would be sent to the queue of billing.').waitFor();
    await actBecause(page, 'Redrive', 'the parser is fixed');
    await page.getByText('It was sent to the queue of billing.').waitFor();
    await page.getByText('the parser is fixed').waitFor();
    await page.getByRole('link', { name: 'Dead letters' }).click();
    await page.getByLabel('Why?').fill('all of them');
    await page.getByRole('button', { name: 'See what would be sent' }).click();
    await page.getByText('would be redriven').first().waitFor();
    await inspect(page, 'console-dead-letters');
    await page
      .getByRole('link', { name: /for billing$/ })
      .last()
      .click();
    await actBecause(page, 'Drop', 'no one needs it');
    await page.getByText('dropped', { exact: true }).waitFor();
  });

  it('reads the findings of a comparison of the books, and opens the order', async () => {
    const orderId = settledOrderId;
    const { call } = await clientOf(world, 'operator');
    const runs = '/v1/ops/reconciliations';
    const window = { from: '2026-11-20T00:00:00Z', before: '2026-11-27T00:00:00Z' };
    const { body } = await call<{ runId: string }>('POST', runs, { reason: 'after the restore', apply: true, ...window });
    const lost = { kind: 'money-missing', about: 'pi_lost', orderId, detail: 'The provider gave it back', repair: 'by-hand' };
    const held = { kind: 'booking-held', about: 'SBX1', detail: 'No one needs it', repair: 'release-booking' };
    const drifts = [
      { ...lost, outcome: 'suggested' },
      { ...held, outcome: 'failed', why: 'The carrier is closed' },
    ];
    await call('POST', `${runs}/${body.runId}/report`, { drifts, looked: { orders: 7 } });
    const page = await arrive('/console/reconciliations');
    await signInAs(world, page, 'operator');
    await page
      .getByRole('row', { name: /after the restore/ })
      .getByText('2 differences')
      .waitFor();
    await inspect(page, 'console-reconciliations');
    await page.getByRole('link', { name: 'after the restore' }).click();
    await page.getByText('The carrier is closed').waitFor();
    await page.getByText('orders 7').waitFor();
    await page.getByText('not ended').waitFor();
    await inspect(page, 'console-reconciliation', [phoneWidth, 1280]);
    await call('POST', `${runs}/${body.runId}/report`, { drifts: [], looked: { orders: 9 }, end: true });
    await page.getByText('not ended').waitFor({ state: 'hidden' });
    await page.getByText('orders 9').waitFor();
    await page
      .getByRole('row', { name: /money missing/ })
      .getByRole('link', { name: orderId })
      .click();
    await seeStep(page, 'clearShipment', 'done');
  });

  it('turns the pages of a comparison with many findings', async () => {
    const operator = await clientOf(world, 'operator');
    const runs = '/v1/ops/reconciliations';
    const asked = { reason: 'a bad day', from: '2026-11-20T00:00:00Z', before: '2026-11-27T00:00:00Z' };
    const { runId } = (await operator.call<{ runId: string }>('POST', runs, asked)).body;
    const lost = { kind: 'money-missing', detail: 'It was given back', repair: 'by-hand', outcome: 'suggested' };
    const report = async (drifts: object[], end = false) =>
      expect((await operator.call('POST', `${runs}/${runId}/report`, { drifts, looked: {}, end })).status).toBe(200);
    const fifty = (batch: number) => Array.from({ length: 50 }, (_, index) => ({ ...lost, about: `pi_${batch}_${index}` }));
    for (const batch of [0, 1]) await report(fifty(batch));
    await report([{ ...lost, about: 'pi_last' }], true);
    const page = await arrive(`/console/reconciliations/${runId}`);
    await signInAs(world, page, 'operator');
    await page.getByText('100 of 101 are on this page.').waitFor();
    expect(await page.getByText('pi_last').count()).toBe(0);
    await page.getByRole('link', { name: 'Next' }).click();
    await page.getByText('pi_last').waitFor();
    await page.getByRole('link', { name: 'First' }).click();
    await page.getByText('pi_0_0', { exact: true }).waitFor();
  });

  it('has the filter in the URL, and is told when nothing matches, or when the filter is invalid', async () => {
    const page = await arrive('/console/orders');
    await signInAs(world, page, 'operator');
    await page.getByLabel('Order id begins with').fill('00000000');
    await page.getByLabel('Status').selectOption('CANCELLED');
    await page.reload();
    // What was not searched for yet is still there.
    expect(await page.getByLabel('Order id begins with').inputValue()).toBe('00000000');
    const valueThen = await valueWhenTheAddressChanges(page, 'id');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByText('No order matches.').waitFor();
    expect(await valueThen()).toBe('00000000');
    await page.locator('.page-heading:focus').waitFor();
    expect(new URL(page.url()).search).toBe('?status=CANCELLED&id=00000000');
    await page.reload();
    expect(await page.getByLabel('Status').inputValue()).toBe('CANCELLED');
    expectComplaint(/status of 422/);
    await page.getByLabel('Order id begins with').fill('zzzz');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByText('the beginning of an id').waitFor();
  });

  it('finds the orders of a customer by email alone', async () => {
    const page = await arrive('/console/orders');
    await signInAs(world, page, 'operator');
    const customer = page.getByLabel('Customer id or email');
    await customer.fill('jürgen@example.com');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByText('No account has this email address.').waitFor();
    await inspect(page, 'console-orders-no-account', [phoneWidth, 1280]);
    const { email = '' } = world.accounts.find(({ role }) => role === 'customer') ?? {};
    await customer.fill(email.toUpperCase());
    await page.getByText('No account has this email address.').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Find' }).click();
    await page.waitForURL(/customerId=/);
    await page.getByRole('link', { name: settledOrderId }).waitFor();
    expect([...new URL(page.url()).searchParams.keys()]).toEqual(['customerId']);
    expect(await customer.inputValue()).toBe(new URL(page.url()).searchParams.get('customerId'));
    expectComplaint(/status of 422/);
    await customer.fill('ada@');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByText('must be an email address').waitFor();
  });

  it('sees the list that it chose last, even if an email was being looked up', async () => {
    const page = await arrive('/console/orders');
    await signInAs(world, page, 'operator');
    const { promise: whenChosen, resolve: chosen } = Promise.withResolvers<void>();
    await page.route('**/v1/auth/users/search', async (route) => {
      await whenChosen;
      await route.continue();
    });
    const { email = '' } = world.accounts.find(({ role }) => role === 'operator') ?? {};
    await page.getByLabel('Customer id or email').fill(email);
    await page.getByRole('button', { name: 'Find' }).click();
    await page.locator('a[href*="?customerId="]').first().click();
    await page.waitForURL(/customerId=/);
    const address = page.url();
    const lateAnswer = page.waitForResponse('**/v1/auth/users/search');
    chosen();
    expect((await lateAnswer).status()).toBe(200);
    await page.evaluate('new Promise((done) => requestIdleCallback(done))');
    expect(page.url()).toBe(address);
  });

  it('sees the last rows greyed out until a search is answered, and what cannot be done takes no room', async () => {
    const page = await arrive('/console/orders');
    await signInAs(world, page, 'operator');
    const list = page.getByRole('region', { name: 'Orders' });
    await list.getByRole('link', { name: settledOrderId }).waitFor();
    expect(await list.getAttribute('aria-busy')).toBe('false');
    const { promise, resolve } = Promise.withResolvers<void>();
    await page.route('**/v1/ops/orders?*', (route) => promise.then(() => route.continue()));
    await page.getByLabel('Status').selectOption('CONFIRMED');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.locator('[aria-label="Orders"][aria-busy="true"]').waitFor();
    resolve();
    await page.locator('[aria-label="Orders"][aria-busy="false"]').waitFor();
    expect(await page.getByRole('navigation', { name: 'Pages' }).count()).toBe(0);
    // Cancelled and settled, there is nothing to do about it.
    const customer = await clientOf(world, 'customer');
    const line = { productId: products.mouse.productId, quantity: 1 };
    const { body } = await customer.place({ lines: [line], paymentMethod: 'pm_card_chargeDeclined' });
    await customer.orderWhen(body.orderId, ({ settled }) => settled, 60);
    await page.goto(`${world.stack.gatewayUrl}/console/orders/${body.orderId}`);
    await page.getByText('Settled: no service owes anything.').waitFor();
    expect(await page.evaluate(`getComputedStyle(document.querySelector('.actions')).display`)).toBe('none');
  });

  it('keeps the time in the URL, to the millisecond, when only another filter changes', async () => {
    const page = await arrive('/console/dead-letters?from=2026-11-20T00:00:30.500Z');
    await signInAs(world, page, 'operator');
    await page.getByLabel('Queue').fill('shipping');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.waitForURL(/queue=shipping/);
    expect(new URL(page.url()).searchParams.get('from')).toBe('2026-11-20T00:00:30.500Z');
    await page.getByLabel('Recorded before').fill('2026-11-21T12:00');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.waitForURL(/before=2026-11-21T/);
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.waitForURL(/dead-letters$/);
    expect(await page.getByLabel('Recorded before').inputValue()).toBe('');
  });

  it('is not told that a service is down when only the question was refused', async () => {
    const page = await arrive('/sign-in?next=/console');
    expectComplaint(/status of 403/);
    const readiness = '**/v1/billing/readiness';
    await page.route(readiness, (route) => route.fulfill({ status: 403, contentType: 'text/html', body: '<h1>403 ERROR</h1>' }));
    await signInAs(world, page, 'operator');
    await page.getByText('Blocked.').waitFor();
    const billing = page.getByRole('region', { name: 'Services' }).getByRole('row', { name: /^billing/ });
    await billing.getByText('unknown').waitFor();
    await page.unroute(readiness);
    await page.getByRole('button', { name: 'Try again' }).click();
    await billing.getByText('ready').waitFor();
  });
});

describe('an admin', () => {
  it('adds a product with a picture and stock, and archives it', async () => {
    const page = await arrive('/console');
    await signInAs(world, page, 'admin');
    await page.getByRole('link', { name: 'New product' }).click();
    await page.getByLabel('Name').fill('Lamp');
    await page.getByLabel('Category').fill('lamps');
    await page.getByLabel('Price').fill('twenty');
    await page.getByRole('button', { name: 'Add product' }).click();
    await page.getByText('Not an amount in USD').waitFor();
    await page.getByLabel('Price').fill('19.90');
    await page.reload();
    expect(await page.getByLabel('Name').inputValue()).toBe('Lamp');
    await inspect(page, 'console-new-product');
    await page.getByRole('button', { name: 'Add product' }).click();
    await page.getByRole('heading', { name: 'Lamp', level: 1 }).waitFor();
    await page
      .getByLabel('Another picture')
      .setInputFiles({ name: 'lamp.png', mimeType: 'image/png', buffer: images['image/png'] });
    await page.getByRole('button', { name: 'Upload' }).click();
    await page.getByText('The picture was accepted and is shown in the shop.').waitFor();
    await page.getByRole('img', { name: 'Lamp', exact: true }).waitFor();
    await page.getByLabel('Quantity to add').fill('7');
    await page.getByLabel('Why?').fill('first delivery');
    await page.getByRole('button', { name: 'Add 7 pieces' }).click();
    await page.getByText('first delivery, 7 available afterwards').waitFor();
    await inspect(page, 'console-product');
    const address = page.url();
    await actBecause(page, 'Archive', 'no longer made');
    await page.getByRole('link', { name: 'Mouse' }).waitFor();
    expect(await page.getByRole('link', { name: 'Lamp' }).count()).toBe(0);
    expectComplaint(/status of 404/);
    await page.goto(address);
    await page.getByText('archive: no longer made').waitFor();
    await inspect(page, 'console-archived-product');
  });

  it('finds the account of an email, disables it with a reason, and enables it again', async () => {
    const { email, password } = somebody();
    const stranger = createClient(world.stack.gatewayUrl);
    const register = () => stranger.call('POST', '/v1/auth/register', { email, password });
    const login = () => stranger.call('POST', '/v1/auth/login', { email, password });
    expect((await register()).status).toBe(201);
    const page = await arrive('/console/accounts');
    await signInAs(world, page, 'admin');
    // The sign-in form has the same field, and stays until there is an answer.
    await page.getByRole('heading', { name: 'Accounts' }).waitFor();
    await page.getByLabel('Email').fill('jürgen@example.com');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByText('No account has this email address.').waitFor();
    await inspect(page, 'console-accounts');
    await page.getByLabel('Email').fill(email.toUpperCase());
    await page.getByText('No account has this email address.').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByText(email).waitFor();
    expect(page.url()).not.toContain(email);
    await page.getByText('Nothing yet.').waitFor();
    await actBecause(page, 'Disable', 'the password was stolen');
    await page.getByText('the password was stolen').waitFor();
    await inspect(page, 'console-account', [phoneWidth, 1280]);
    expect((await login()).status).toBe(403);
    await actBecause(page, 'Enable', 'the owner has called');
    const history = page.getByRole('list', { name: 'What administrators did' });
    await history.getByRole('listitem').first().getByText('the owner has called').waitFor();
    expect((await login()).status).toBe(200);
    await page.getByRole('link', { name: 'Accounts' }).click();
    await page.getByLabel('Email').fill(world.accounts.find(({ role }) => role === 'admin')?.email ?? '');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByText('Another administrator has to do this to your account.').waitFor();
    expect(await page.getByRole('button', { name: 'Disable…' }).count()).toBe(0);
  });

  it('is told why a picture was refused', async () => {
    const page = await arrive(`/console/products/${products.monitor.productId}`);
    await signInAs(world, page, 'admin');
    const buffer = Buffer.from('not a picture at all');
    await page.getByLabel('Another picture').setInputFiles({ name: 'monitor.png', mimeType: 'image/png', buffer });
    await page.getByRole('button', { name: 'Upload' }).click();
    await page.getByText('The picture was refused. The file is not a picture.').waitFor();
  });

  it('sees what someone else has changed in a product meanwhile, before it is overwritten', async () => {
    const { productId } = products.headphones;
    const page = await arrive(`/console/products/${productId}`);
    await signInAs(world, page, 'admin');
    await page.getByLabel('Description').fill('Loud ones');
    const colleague = await clientOf(world, 'admin');
    await colleague.call('PATCH', `/v1/catalog/products/${productId}`, { name: 'Headset' });
    expectComplaint(/status of 412/);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Someone else has changed this product since you began.').waitFor();
    await page.getByRole('cell', { name: 'Headset' }).waitFor();
    await inspect(page, 'console-conflict');
    await page.getByRole('button', { name: 'Save my changes to it' }).click();
    await page.getByText('Saved.').waitFor();
    const { body } = await colleague.call('GET', `/v1/catalog/products/${productId}`);
    expect(body).toMatchObject({ name: 'Headset', description: 'Loud ones' });
  });
});

describe('the console', () => {
  it('is not for customers, and says so', async () => {
    const page = await arrive('/console');
    await signUp(page);
    await page.getByText('The console is for operators and admins').waitFor();
    await inspect(page, 'console-not-for-you', [phoneWidth]);
    await page.getByRole('button', { name: 'Sign in as someone else' }).click();
    await signInAs(world, page, 'admin');
    await page.getByRole('heading', { name: 'Products' }).waitFor();
  });

  it('can be used on a phone, and seen in light and dark on a phone and a desktop', async () => {
    const look = (name: string) => inspect(page, `console-${name}`, [phoneWidth, 1280]);
    const page = await arrive('/console', { viewport: { width: phoneWidth, height: 900 } });
    await signInAs(world, page, 'operator');
    await page.getByText('ready', { exact: true }).nth(5).waitFor();
    await page.getByText('Half settled within').waitFor();
    await look('overview');
    await page.getByRole('link', { name: 'Orders', exact: true }).click();
    await page.getByRole('link', { name: settledOrderId }).waitFor();
    await look('orders');
    await page.getByRole('link', { name: settledOrderId }).click();
    await seeStep(page, 'clearShipment', 'done');
    await page.getByText('OrderPlaced', { exact: true }).click();
    await look('order');
    await page.evaluate(`navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))`);
    await page.getByRole('button', { name: 'Copy the order id' }).click();
    await page.getByRole('alert').getByText('Select the text and copy it.').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signInAs(world, page, 'admin');
    await page.getByText('it is for a role that you do not have').waitFor();
    await inspect(page, 'console-no-such-page', [phoneWidth]);
    await page.getByRole('link', { name: 'Products' }).click();
    await page.getByRole('link', { name: 'Mouse' }).waitFor();
    await look('products');
    await page.getByRole('link', { name: 'Mouse' }).click();
    await page.getByText('Available', { exact: true }).waitFor();
    await look('product');
  });
});
