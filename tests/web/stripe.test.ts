import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { useStack } from '../support/use-stack.ts';
import { fillInAddress, putIntoCart, seeStep, signUp } from './support/people.ts';
import { paymentMethods, type StripeStandIn, standInForStripe, stripeOrigin } from './support/stripe.ts';
import { useBrowser } from './support/use-browser.ts';

const world = useStack({ stripePublishableKey: 'pk_test_browser' });
const { arrive, expectComplaint, inspect } = useBrowser(
  () => world.stack.gatewayUrl,
  () => stripeOrigin,
);

type Sent = { key: string | undefined; paymentMethod: string };

/** Someone new, at the checkout of a shop that takes cards by Stripe; and the orders that their browser sends. */
async function atCheckout(options = {}): Promise<{ page: Page; stripe: StripeStandIn; sent: Sent[] }> {
  const page = await arrive('/', options);
  const stripe = await standInForStripe(page);
  const sent: Sent[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'POST' || new URL(request.url()).pathname !== '/v1/orders') return;
    sent.push({ key: request.headers()['idempotency-key'], paymentMethod: request.postDataJSON().paymentMethod });
  });
  await putIntoCart(page, 'Mouse');
  await page.getByRole('link', { name: 'Check out' }).click();
  await signUp(page);
  await fillInAddress(page);
  return { page, stripe, sent };
}

const enterCard = (page: Page, number = '4242424242424242') => page.frameLocator('iframe').getByLabel('Card number').fill(number);
const placeOrder = (page: Page) => page.getByRole('button', { name: 'Place order' }).click();

/** Until it ends, orders arrive and are answered, and the answers are lost. */
async function loseAnswers(page: Page): Promise<() => Promise<void>> {
  expectComplaint(/net::ERR_FAILED/);
  await page.route('**/v1/orders', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    await route.fetch();
    await route.abort();
  });
  return () => page.unroute('**/v1/orders');
}

describe('a card that is entered at Stripe', () => {
  it('pays the order by its id there, and is asked for again at the next one', async () => {
    const { page, stripe, sent } = await atCheckout();
    await page.getByText('This is Stripe’s test mode: no money moves.').waitFor();
    await enterCard(page);
    await inspect(page, 'checkout-stripe');
    await placeOrder(page);
    await seeStep(page, 'clearShipment', 'done');
    expect(stripe.taken).toEqual(['4242424242424242']);
    expect(sent.map(({ paymentMethod }) => paymentMethod)).toEqual([paymentMethods[0]]);
    await page.goto(world.stack.gatewayUrl);
    await putIntoCart(page, 'Mouse');
    await page.getByRole('link', { name: 'Check out' }).click();
    await enterCard(page);
    await placeOrder(page);
    await seeStep(page, 'clearShipment', 'done');
    expect(sent.map(({ paymentMethod }) => paymentMethod)).toEqual(paymentMethods.slice(0, 2));
  });

  it('is ordered with once, however often the answer is lost and whatever becomes of the page', async () => {
    const { page, stripe, sent } = await atCheckout({ viewport: { width: 375, height: 900 } });
    const answersCome = await loseAnswers(page);
    await enterCard(page);
    await placeOrder(page);
    await page.getByText('No answer.').waitFor();
    await page.reload();
    await page.getByText('Visa ending in 4242').waitFor();
    await inspect(page, 'checkout-stripe-kept-card');
    await placeOrder(page);
    await page.getByText('No answer.').waitFor();
    await answersCome();
    await placeOrder(page);
    await seeStep(page, 'clearShipment', 'done');
    expect(stripe.taken).toHaveLength(1);
    expect(sent.length).toBeGreaterThan(2);
    expect(new Set(sent.map((order) => JSON.stringify(order))).size).toBe(1);
    await page.getByRole('link', { name: 'Orders' }).click();
    // The page of the order names its product, too, but only the list links by it.
    const orders = page.getByRole('link', { name: '1 × Mouse' });
    await orders.first().waitFor();
    expect(await orders.count()).toBe(1);
  });

  it('gives way to another one, and is gone with the address for the next user who signs in', async () => {
    const { page, sent } = await atCheckout();
    const answersCome = await loseAnswers(page);
    await enterCard(page);
    await placeOrder(page);
    await page.getByText('No answer.').waitFor();
    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.goto(`${world.stack.gatewayUrl}/checkout`);
    await signUp(page);
    await page.frameLocator('iframe').getByLabel('Card number').waitFor();
    expect(await page.getByText('Visa ending in 4242').count()).toBe(0);
    expect(await page.getByLabel('City').inputValue()).toBe('');
    await fillInAddress(page);
    await enterCard(page, '4242000000001111');
    await placeOrder(page);
    await page.getByText('Visa ending in 1111').waitFor();
    await page.getByText('No answer.').waitFor();
    await page.getByRole('button', { name: 'Use another card' }).click();
    await enterCard(page, '4242000000002222');
    await answersCome();
    await placeOrder(page);
    await seeStep(page, 'clearShipment', 'done');
    expect([...new Set(sent.map(({ paymentMethod }) => paymentMethod))]).toEqual(paymentMethods);
  });
});

describe('trouble with a card', () => {
  it('is shown in Stripe’s words, and nothing is ordered', async () => {
    const { page, stripe, sent } = await atCheckout();
    await enterCard(page, '1234');
    await placeOrder(page);
    await page.getByText('Your card number is invalid. Nothing has been ordered.').waitFor();
    await inspect(page, 'checkout-stripe-refused');
    expect(sent).toEqual([]);
    await enterCard(page);
    await placeOrder(page);
    await seeStep(page, 'clearShipment', 'done');
    expect(stripe.taken).toHaveLength(1);
  });

  it('is shown when Stripe cannot be reached, and the form is kept until it can', async () => {
    expectComplaint(/net::ERR_FAILED/);
    const page = await arrive('/');
    const stripe = await standInForStripe(page);
    stripe.isThere = false;
    await putIntoCart(page, 'Mouse');
    await page.getByRole('link', { name: 'Check out' }).click();
    await signUp(page);
    await page.getByText('The card fields did not load.').waitFor();
    await fillInAddress(page);
    await inspect(page, 'checkout-stripe-unreachable');
    await placeOrder(page);
    await page.getByText('have not loaded yet. Nothing has been ordered.').waitFor();
    stripe.isThere = true;
    await page.getByRole('button', { name: 'Try again' }).click();
    await enterCard(page);
    expect(await page.getByLabel('City').inputValue()).toBe('London');
    await placeOrder(page);
    await seeStep(page, 'clearShipment', 'done');
  });
});
