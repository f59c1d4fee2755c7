import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Locator, Page, Route } from 'playwright-core';
import { products } from '../../local/seed.ts';
import type { ServiceName } from '../../local/services.ts';
import { useStack } from '../support/use-stack.ts';
import { clientOf, valueWhenTheAddressChanges } from './support/operators.ts';
import { buy, fillInAddress, putIntoCart, seeStep, signUp, somebody } from './support/people.ts';
import { phoneWidth, useBrowser } from './support/use-browser.ts';

const world = useStack();
const { arrive, expectComplaint, inspect } = useBrowser(() => world.stack.gatewayUrl);

/** Runs the test without these services, and restarts them whatever the result. */
async function without(services: readonly ServiceName[], test: () => Promise<void>): Promise<void> {
  await Promise.all(services.map((name) => world.stack.services[name].stop()));
  try {
    await test();
  } finally {
    await Promise.all(services.map((name) => world.stack.services[name].start()));
  }
}

describe('an order, from the first page on', () => {
  it('is placed by a new customer, and confirmed on screen', async () => {
    const began = performance.now();
    const page = await arrive('/');
    await buy(page);
    await page.getByText('Confirmed', { exact: true }).waitFor();
    const seconds = (performance.now() - began) / 1000;
    process.stdout.write(`  a first order: ${seconds.toFixed(1)} s from opening the shop to its confirmation\n`);
    await seeStep(page, 'clearShipment', 'done');
    await page.getByRole('status').getByText('Paid, and ready to leave our warehouse.').waitFor();
    await page.getByRole('link', { name: 'Cart, 0 items' }).waitFor();
    await page.getByRole('link', { name: 'Orders' }).click();
    await page.getByText('1 × Mouse').waitFor();
    await page.getByText('Confirmed', { exact: true }).waitFor();
  });

  it('is undone on screen when the card is declined', async () => {
    const page = await arrive('/');
    await buy(page, { card: 'Declined' });
    await page.getByRole('status').getByText('The card was declined. Everything is undone; nothing was charged.').waitFor();
    await seeStep(page, 'authorizePayment', 'refused');
    await seeStep(page, 'reserveStock', 'undone');
    await seeStep(page, 'releaseStock', 'done');
    await inspect(page, 'order-declined');
    const full = Array.from({ length: 50 }, () => ({ productId: randomUUID(), quantity: 1 }));
    await page.evaluate(`localStorage.setItem('cart', '${JSON.stringify(full)}')`);
    await page.getByRole('button', { name: 'Put it back in the cart' }).click();
    await page.getByRole('alert').getByText('Not in the cart: Mouse.').waitFor();
    await page.evaluate(`localStorage.removeItem('cart')`);
    await page.reload();
    await page.getByRole('button', { name: 'Put it back in the cart' }).click();
    await page.getByRole('link', { name: 'Cart, 1 item' }).waitFor();
  });

  it('is undone on screen when the parcel cannot be delivered', async () => {
    const page = await arrive('/');
    await buy(page, { card: 'Undeliverable address' });
    await page.getByText('The carrier does not deliver to this address. Everything is undone').waitFor();
    await seeStep(page, 'bookShipment', 'refused');
    await seeStep(page, 'authorizePayment', 'undone');
  });

  it('is undone on screen when the held money cannot be captured', async () => {
    const page = await arrive('/');
    await buy(page, { card: 'Capture fails' });
    await page.getByText('The payment could not be taken. Everything is undone').waitFor();
    await seeStep(page, 'confirmOrder', 'undone');
    await seeStep(page, 'commitStock', 'undone');
    await seeStep(page, 'authorizePayment', 'undone');
  });

  it('is cancelled while it waits for the carrier, after a confirmation', async () => {
    const page = await arrive('/');
    await without(['shipping'], async () => {
      await buy(page);
      await page.getByText('Waiting for Shipping to book shipment').waitFor();
      await inspect(page, 'order-waiting');
      await page.getByRole('button', { name: 'Cancel this order' }).click();
      await page.getByRole('button', { name: 'Keep it' }).click();
      await page.getByRole('button', { name: 'Cancel this order' }).click();
      await inspect(page, 'order-cancel-dialog');
      await page.getByRole('button', { name: 'Cancel the order' }).click();
      await page.getByText('You cancelled it. What had been done is being undone.').waitFor();
    });
    await page.getByText('You cancelled it. Everything is undone').waitFor();
    await seeStep(page, 'voidPayment', 'done');
  });

  it('exceeds the stock, says so, and is placed with what is left', async () => {
    const { productId } = products.laptop;
    const page = await arrive(`/products/${productId}`);
    const { body } = await world.admin.call<{ available: number }>('GET', `/v1/inventory/${productId}`);
    await page.getByRole('textbox', { name: 'Quantity of Laptop' }).fill('9000');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByRole('link', { name: 'Go to cart' }).click();
    await page.getByRole('link', { name: 'Check out' }).click();
    await signUp(page);
    await fillInAddress(page);
    expectComplaint(/status of 409/);
    await page.getByRole('button', { name: 'Place order' }).click();
    await page.getByText(`Laptop: ${body.available} left, you asked for 9000.`).waitFor();
    await inspect(page, 'checkout-shortage');
    await page.getByRole('button', { name: 'Order what is left' }).click();
    await page.getByRole('button', { name: 'Place order' }).click();
    await seeStep(page, 'clearShipment', 'done');
    await page.goto(`${world.stack.gatewayUrl}/products/${productId}`);
    await page.getByText('Sold out').first().waitFor();
    expect(await page.getByRole('button', { name: 'Sold out' }).isDisabled()).toBe(true);
    await inspect(page, 'product-sold-out');
  });

  it('is not placed at a price that the customer has not seen', async () => {
    const page = await arrive('/');
    await putIntoCart(page, 'Monitor');
    await page.getByRole('link', { name: 'Check out' }).click();
    await signUp(page);
    await fillInAddress(page);
    const admin = await clientOf(world, 'admin');
    const price = { amount: 32_100, currency: 'USD' };
    await admin.call('PATCH', `/v1/catalog/products/${products.monitor.productId}`, { price });
    expectComplaint(/status of 409/);
    await page.getByRole('button', { name: 'Place order' }).click();
    await page.getByText('Your order now costs $321.00. Nothing has been ordered yet.').waitFor();
    await inspect(page, 'checkout-total-changed');
    await page.getByRole('button', { name: 'Place it for $321.00' }).click();
    await seeStep(page, 'clearShipment', 'done');
    await page.getByText('$321.00').first().waitFor();
  });

  it('is placed with the keyboard alone', async () => {
    const page = await arrive('/');
    const tabUntilIn = async (wanted: Locator) => {
      await wanted.waitFor();
      const isIn = () => wanted.and(page.locator(':focus')).count();
      for (let i = 0; i < 60 && !(await isIn()); i++) await page.keyboard.press('Tab');
      expect(await isIn()).toBe(1);
    };
    const tabTo = (name: string | RegExp, role: 'link' | 'button' = 'link') => tabUntilIn(page.getByRole(role, { name }).first());
    const typeInto = async (label: string, text: string) => {
      await tabUntilIn(page.getByLabel(label, { exact: true }));
      await page.keyboard.type(text);
    };
    await tabTo(/Keyboard/);
    await page.keyboard.press('Enter');
    await tabTo('Add to cart', 'button');
    await page.keyboard.press('Enter');
    await tabTo('Go to cart');
    await page.keyboard.press('Enter');
    await tabTo('Check out');
    await page.keyboard.press('Enter');
    await tabTo('Create an account');
    await page.keyboard.press('Enter');
    const { email, password } = somebody();
    await typeInto('Email', email);
    await typeInto('Password', password);
    await page.keyboard.press('Enter');
    await typeInto('Full name', 'Grace Hopper');
    await typeInto('Street and number', '1 Navy Yard');
    await typeInto('Postal code', '20374');
    await typeInto('City', 'Washington');
    await typeInto('State, province or region, if there is one', 'DC');
    await typeInto('Country', 'United St');
    await tabTo('Place order', 'button');
    await page.keyboard.press('Enter');
    await seeStep(page, 'clearShipment', 'done');
  });
});

describe('unfinished input', () => {
  it('is still in the cart and the form after a reload and after the session has ended, for the same customer only', async () => {
    const page = await arrive('/');
    await putIntoCart(page, 'Mouse');
    await page.getByRole('button', { name: 'One more: Quantity of Mouse' }).click();
    await page.reload();
    await page.getByRole('link', { name: 'Cart, 2 items' }).waitFor();
    await page.getByRole('link', { name: 'Check out' }).click();
    const account = somebody();
    await signUp(page, account);
    await fillInAddress(page);
    // As after a sign-out in another tab.
    const endSession = () =>
      page.evaluate(
        'localStorage.removeItem("session"); dispatchEvent(new StorageEvent("storage", { key: "session", storageArea: localStorage }))',
      );
    await endSession();
    await page.getByLabel('Email').fill(account.email);
    await page.getByLabel('Password').fill(account.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    expect(await page.getByLabel('City').inputValue()).toBe('London');
    await endSession();
    await signUp(page);
    // Someone else does not see the address.
    await page.getByLabel('City').and(page.locator('[value=""]')).waitFor();
    await fillInAddress(page);
    await page.getByRole('button', { name: 'Place order' }).click();
    await seeStep(page, 'clearShipment', 'done');
  });

  it('is still in the search and the quantity after a reload, until it is used', async () => {
    const page = await arrive('/');
    const search = page.getByRole('searchbox');
    await search.fill('Mou');
    await page.reload();
    expect(await search.inputValue()).toBe('Mou');
    const valueThen = await valueWhenTheAddressChanges(page, 'name');
    await search.press('Enter');
    await page.getByRole('heading', { name: 'Everything we have starting with “Mou”' }).waitFor();
    expect(await valueThen()).toBe('Mou');
    await search.fill('Keyb');
    await page.goBack();
    await page.getByRole('heading', { name: 'Everything we have', exact: true }).waitFor();
    expect(await search.inputValue()).toBe('');
    await page.goForward();
    await search.and(page.locator('[value="Keyb"]')).waitFor();
    await page.getByRole('link', { name: 'Mouse' }).click();
    const quantity = page.getByRole('textbox', { name: 'Quantity of Mouse' });
    await quantity.fill('7');
    await page.reload();
    expect(await quantity.inputValue()).toBe('7');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByText('7 in your cart').waitFor();
    expect(await quantity.inputValue()).toBe('1');
  });

  it('is still in the forms about the customer after a reload, except for a password', async () => {
    const { email, password } = somebody();
    const page = await arrive('/sign-in');
    const stillThere = async (fields: Record<string, string>) => {
      for (const [label, text] of Object.entries(fields)) await page.getByLabel(label).fill(text);
      await page.getByLabel(/^(Current p|P)assword$/).fill(password);
      await page.reload();
      for (const [label, text] of Object.entries(fields)) expect(await page.getByLabel(label).inputValue()).toBe(text);
      expect(await page.getByLabel(/^(Current p|P)assword$/).inputValue()).toBe('');
      expect(await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])')).not.toContain(password);
    };
    await stillThere({ Email: email });
    await page.getByRole('link', { name: 'Create an account' }).click();
    await page.getByRole('button', { name: 'Create account' }).waitFor();
    await stillThere({ 'Name (optional)': 'Ada Lovelace', Email: email });
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('link', { name: 'Account' }).click();
    await stillThere({ 'Your name': 'Ada King' });
    await page.getByRole('button', { name: 'Save name' }).click();
    await page.getByText('Your name is saved.').waitFor();
  });
});

describe('a customer', () => {
  it('has an account although answers were lost while it was created', async () => {
    const page = await arrive('/sign-in');
    expectComplaint(/net::ERR_FAILED|status of 503/);
    const loseAnswer = async (route: Route) => {
      await route.fetch();
      await route.abort();
    };
    await page.route('**/v1/auth/register', loseAnswer, { times: 1 });
    await page.route('**/v1/auth/login', (route) => route.fulfill({ status: 503 }), { times: 1 });
    await signUp(page);
    await page.getByText('No answer.').waitFor();
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByText('Not available right now.').waitFor();
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('link', { name: 'Account' }).waitFor();
  });

  it('has the name that they set, until they remove it', async () => {
    const page = await arrive('/sign-in');
    await signUp(page);
    await page.getByRole('link', { name: 'Account' }).click();
    for (const name of ['Ada Lovelace', '']) {
      await page.getByLabel('Your name').fill(name);
      await page.getByRole('button', { name: 'Save name' }).click();
      await page.getByText('Your name is saved.').waitFor();
      await page.reload();
      expect(await page.getByLabel('Your name').inputValue()).toBe(name);
    }
  });

  it('is still signed in after a reload, by a token that no script can read', async () => {
    const page = await arrive('/sign-in');
    await signUp(page);
    await page.getByRole('link', { name: 'Account' }).waitFor();
    const [cookie, ...others] = await page.context().cookies();
    expect(others).toEqual([]);
    expect(cookie).toMatchObject({ name: '__Host-session', path: '/', secure: true, httpOnly: true, sameSite: 'Strict' });
    const known = (await page.evaluate('JSON.stringify(localStorage) + document.cookie')) as string;
    expect(known).not.toContain(cookie?.value);
    await page.reload();
    await page.getByRole('link', { name: 'Account' }).click();
    // The page does not wait for the answer, which clears the cookie.
    const signedOut = page.waitForResponse('**/v1/auth/logout');
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    await (await signedOut).finished();
    expect(await page.context().cookies()).toEqual([]);
  });

  it('is told if the server has not heard of the sign-out, and can finish it', async () => {
    const page = await arrive('/sign-in');
    await signUp(page);
    await page.getByRole('link', { name: 'Account' }).click();
    expectComplaint(/status of 503/);
    await page.route('**/v1/auth/logout', (route) => route.fulfill({ status: 503 }));
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    const notice = page.getByText('You are not signed out completely.');
    await notice.waitFor();
    expect(await page.context().cookies()).toHaveLength(1);
    await inspect(page, 'sign-out-owed', [phoneWidth]);
    await page.unroute('**/v1/auth/logout');
    // The page does not wait for the answer, which clears the cookie.
    const signedOut = page.waitForResponse('**/v1/auth/logout');
    await page.getByRole('button', { name: 'Sign out completely' }).click();
    await notice.waitFor({ state: 'detached' });
    await (await signedOut).finished();
    expect(await page.context().cookies()).toEqual([]);
  });

  it('stays signed in when the token ends in two open tabs at once', async () => {
    const page = await arrive('/sign-in');
    await page.clock.install();
    await page.reload();
    await signUp(page);
    const other = await page.context().newPage();
    await other.goto(`${world.stack.gatewayUrl}/account`);
    await page.getByRole('link', { name: 'Account' }).click();
    const tabs = [page, other];
    const refreshes: string[] = [];
    for (const tab of tabs) {
      await tab.getByText('Signed in as').waitFor();
      // Gone after a reload.
      await tab.evaluate('window.isOpen = true');
      tab.on('request', (request) => request.url().endsWith('/v1/auth/refresh') && refreshes.push(request.url()));
    }
    for (let round = 1; round <= 3; round++) {
      await page.clock.fastForward(6 * 60_000);
      await Promise.all(
        tabs.map(async (tab) => {
          // Unchanged, it is a 304.
          const answered = tab.waitForResponse((answer) => answer.url().includes('/v1/orders?') && answer.status() < 400);
          await tab.getByRole('link', { name: 'Orders' }).click();
          await answered;
        }),
      );
      // Each tab has tokens of its own.
      expect(refreshes.length).toBeGreaterThanOrEqual(tabs.length * round);
      for (const tab of tabs) {
        await tab.getByRole('link', { name: 'Account' }).click();
        await tab.getByText('Signed in as').waitFor();
        expect(await tab.evaluate('window.isOpen')).toBe(true);
      }
    }
  });

  it('stays signed in when two tabs are loaded again at once', async () => {
    const page = await arrive('/sign-in');
    await signUp(page);
    const other = await page.context().newPage();
    await other.goto(`${world.stack.gatewayUrl}/orders`);
    for (const tab of [page, other]) await tab.getByRole('link', { name: 'Account' }).waitFor();
    // A new page has no access token, so both request one at the same time, repeatedly.
    for (let round = 0; round < 5; round++) {
      await Promise.all([page, other].map((tab) => tab.goto(`${world.stack.gatewayUrl}/orders`)));
      for (const tab of [page, other]) await tab.getByText('You have not ordered anything yet.').waitFor();
    }
  });

  it('has the same cart in every tab, and is signed out in all', async () => {
    const page = await arrive('/sign-in');
    await signUp(page);
    const other = await page.context().newPage();
    await other.goto(`${world.stack.gatewayUrl}/`);
    await other.getByRole('link', { name: 'Orders' }).waitFor();
    await putIntoCart(other, 'Mouse');
    await page.getByRole('link', { name: 'Cart, 1 item' }).waitFor();
    await other.getByRole('link', { name: 'Account' }).click();
    await other.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
  });
});

describe('an error', () => {
  it('in the cart is explained: two currencies, or a product that is no longer for sale', async () => {
    const admin = await clientOf(world, 'admin');
    const details = { name: 'Postcard', category: 'paper', price: { amount: 250, currency: 'EUR' } };
    const { body } = await admin.call<{ productId: string }>('POST', '/v1/catalog/products', details);
    const adjustment = { delta: 5, reason: 'first delivery' };
    const key = { 'idempotency-key': randomUUID() };
    await admin.call('POST', `/v1/inventory/${body.productId}/adjustments`, adjustment, key);
    const page = await arrive(`/products/${products.mouse.productId}`);
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.goto(`${world.stack.gatewayUrl}/products/${body.productId}`);
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByRole('link', { name: 'Go to cart' }).click();
    await page.getByText('Your cart has prices in more than one currency').waitFor();
    await inspect(page, 'cart-two-currencies');
    await page.getByRole('button', { name: 'Remove Mouse' }).click();
    // Not nowhere, now that the button is gone.
    await page.locator('.page-heading:focus').waitFor();
    await page.getByRole('link', { name: 'Check out' }).click();
    await signUp(page);
    await fillInAddress(page);
    await admin.call('DELETE', `/v1/catalog/products/${body.productId}`);
    expectComplaint(/status of (422|404)/);
    await page.getByRole('button', { name: 'Place order' }).click();
    await page.getByText('This product is not for sale.').waitFor();
    await page.getByText('Something in your cart is no longer for sale.').waitFor();
    await page.getByRole('link', { name: 'Change the cart' }).click();
    await page.getByText('This is no longer for sale.').waitFor();
  });

  it('from the gateway, or about what they may do, is a sentence with a way on', async () => {
    const page = await arrive('/sign-in?next=/orders');
    const account = somebody();
    await signUp(page, account);
    await page.getByText('You have not ordered anything yet.').waitFor();
    const refuse = (answer: Parameters<Route['fulfill']>[0]) => page.route('**/v1/orders?*', (route) => route.fulfill(answer));
    expectComplaint(/status of (429|403)/);
    await refuse({ status: 429, json: { message: 'Too Many Requests' } });
    await page.reload();
    await page.getByText('Too many requests.').waitFor();
    await page.unroute('**/v1/orders?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('You have not ordered anything yet.').waitFor();
    await refuse({ status: 403, contentType: 'text/html', body: '<h1>403 ERROR</h1>' });
    await page.reload();
    await page.getByText('Blocked.').waitFor();
    await page.unroute('**/v1/orders?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('You have not ordered anything yet.').waitFor();
    const type = 'urn:cloudservices:problem:forbidden';
    await refuse({ status: 403, contentType: 'application/problem+json', json: { type, title: 'Not allowed', status: 403 } });
    await page.reload();
    await page.getByText('Your account is not allowed to do this.').waitFor();
    await page.unroute('**/v1/orders?*');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('Email').fill(account.email);
    await page.getByLabel('Password').fill(account.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('You have not ordered anything yet.').waitFor();
  });

  it('is shown as a sentence, with a next step', async () => {
    const page = await arrive('/');
    await page.getByText('Mouse').waitFor();
    expectComplaint(/status of (503|500)/);
    await without(['catalog', 'inventory'], async () => {
      await page.getByRole('searchbox').fill('Key');
      await page.keyboard.press('Enter');
      await page.getByText('Not available right now.').waitFor();
      await inspect(page, 'trouble');
      await page.goto(`${world.stack.gatewayUrl}/products/${products.mouse.productId}`);
      await page.getByText('Not available right now.').waitFor();
      await page.goBack();
      await page.getByText('Not available right now.').waitFor();
    });
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('link', { name: 'Keyboard' }).waitFor();
  });

  it('about a product that is archived while somebody looks at it takes it off the page', async () => {
    const { productId } = products.headphones;
    const page = await arrive('/');
    await page.clock.install();
    await page.reload();
    await page.getByRole('link', { name: 'Headphones' }).click();
    await page.getByRole('button', { name: 'Add to cart' }).waitFor();
    expectComplaint(/status of 404/);
    const type = 'urn:cloudservices:problem:not-found';
    const answer = { status: 404, contentType: 'application/problem+json', json: { type, title: 'Not found', status: 404 } };
    await page.route(`**/v1/catalog/products/${productId}`, (route) => route.fulfill(answer));
    await page.getByRole('link', { name: 'CloudServices shop, home' }).click();
    await page.clock.fastForward(60_000);
    await page.getByRole('link', { name: 'Headphones' }).click();
    await page.getByText('Not found.').waitFor();
    expect(await page.getByRole('button', { name: 'Add to cart' }).count()).toBe(0);
  });

  it('that leaves out a part of a page says so, and the part can be loaded again', async () => {
    expectComplaint(/status of 500/);
    const page = await arrive('/cart');
    const fail = (route: Route) => route.fulfill({ status: 500, json: {} });
    const items = Array.from({ length: 40 }, (_, i) => ({ category: `category ${i}`, products: i }));
    await page.route('**/v1/catalog/categories', (route) => route.fulfill({ json: { items } }));
    await page.route('**/v1/catalog/categories', fail, { times: 1 });
    await page.route('**/v1/inventory/*', fail, { times: 1 });
    await page.getByRole('link', { name: 'Browse the shop' }).click();
    await page.getByText('The categories could not be loaded.').waitFor();
    await page.getByRole('button', { name: 'Load the categories' }).click();
    const categories = page.getByRole('navigation', { name: 'Categories' });
    await categories.getByRole('button', { name: 'More' }).waitFor();
    expect(await categories.getByRole('link').count()).toBe(31);
    await categories.getByRole('button', { name: 'More' }).click();
    await categories.getByRole('button', { name: 'Fewer' }).waitFor();
    expect(await categories.getByRole('link').count()).toBe(41);
    await page.getByRole('link', { name: 'Mouse' }).click();
    await page.getByText('Stock unknown right now').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('in stock').waitFor();
  });

  it.each([
    ['/nowhere', 'Page not found', 'no-such-page'],
    ['/products/01990000-0000-7000-8000-00000000ffff', 'Not found.', 'product-not-found'],
  ])('%s says that it does not exist', async (path, text, name) => {
    expectComplaint(/status of 404|No route matches|404/);
    const page = await arrive(path);
    await page.getByText(text).waitFor();
    await inspect(page, name, [phoneWidth]);
  });

  it('about a wrong password is shown at its field', async () => {
    expectComplaint(/status of 401/);
    const page = await arrive('/sign-in');
    await page.getByLabel('Email').fill('nobody@example.com');
    await page.getByLabel('Password').fill('certainly not this one');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('Email and password do not match.').waitFor();
  });
});

describe('a slow network', () => {
  /** Until it is called, what matches has not arrived. */
  async function hold(page: Page, pattern: string): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    await page.route(pattern, (route) => promise.then(() => route.continue()));
    return resolve;
  }

  it('shows that a page is on its way, and the header before the first page has come', async () => {
    const page = await arrive('/');
    const letComplete = await hold(page, '**/assets/sign-in-*');
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('status').getByText('Loading…').waitFor();
    await page.getByRole('heading', { name: 'Everything we have' }).waitFor();
    await inspect(page, 'on-its-way', [phoneWidth]);
    letComplete();
    await page.getByLabel('Password').waitFor();
    expect(await page.getByText('Loading…').count()).toBe(0);
    const letFirst = await hold(page, '**/assets/sign-up-*');
    await page.goto(`${world.stack.gatewayUrl}/sign-up`, { waitUntil: 'commit' });
    await page.getByRole('status', { name: 'Loading' }).waitFor();
    await page.getByRole('link', { name: 'Cart, 0 items' }).waitFor();
    letFirst();
    await page.getByLabel('Password').waitFor();
  });
});

describe('every page, for everyone', () => {
  const onPhone = { viewport: { width: phoneWidth, height: 900 } };

  it('can be used on a phone, and seen in light and dark on a phone and a desktop', async () => {
    const look = (name: string) => inspect(page, name, [phoneWidth, 1280]);
    const page = await arrive('/', onPhone);
    await page.getByRole('link', { name: 'Mouse' }).waitFor();
    await look('catalog');
    await page.getByRole('link', { name: 'Keyboard' }).click();
    await page.getByText('in stock').waitFor();
    await look('product');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByRole('link', { name: 'Go to cart' }).click();
    await page.getByRole('link', { name: 'Check out' }).waitFor();
    await look('cart');
    await page.getByRole('link', { name: 'Check out' }).click();
    await page.getByLabel('Email').waitFor();
    await look('sign-in');
    await page.getByRole('link', { name: 'Create an account' }).click();
    await page.getByRole('button', { name: 'Create account' }).waitFor();
    await look('sign-up');
    await page.getByRole('link', { name: 'Sign in' }).last().click();
    await signUp(page);
    await fillInAddress(page);
    await look('checkout');
    await page.getByRole('button', { name: 'Place order' }).click();
    await seeStep(page, 'clearShipment', 'done');
    await look('order');
    await page.getByRole('link', { name: 'Orders' }).click();
    await page.getByText('1 × Keyboard').waitFor();
    await look('orders');
    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByText('Signed in as').waitFor();
    await look('account');
  });

  it('can be used on a phone when there is nothing to show yet, and to delete the account', async () => {
    const look = (name: string) => inspect(page, name, [phoneWidth]);
    const page = await arrive('/cart', onPhone);
    await page.getByText('There is nothing in your cart yet.').waitFor();
    await look('cart-empty');
    await page.getByRole('link', { name: 'Sign in' }).click();
    await signUp(page);
    await page.getByRole('link', { name: 'Orders' }).click();
    await page.getByText('You have not ordered anything yet.').waitFor();
    await look('orders-empty');
    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByRole('button', { name: 'Delete my account…' }).click();
    await page.getByRole('alertdialog').waitFor();
    await look('account-delete-dialog');
  });

  it('starts with less than 200 KB', async () => {
    const page = await arrive('/');
    await page.getByRole('link', { name: 'Mouse' }).waitFor();
    const seconds = Number(await page.evaluate('performance.now()')) / 1000;
    const loaded = (await page.evaluate(
      `performance.getEntries().filter(({ encodedBodySize }) => encodedBodySize).map(({ name, encodedBodySize }) => [name, encodedBodySize])`,
    )) as [string, number][];
    const bytes = loaded.reduce((sum, [, size]) => sum + size, 0);
    process.stdout.write(
      `  the first page: ${Math.round(bytes / 1000)} KB in ${loaded.length} files, its first product after ${seconds.toFixed(1)} s\n`,
    );
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(200_000);
  });
});
