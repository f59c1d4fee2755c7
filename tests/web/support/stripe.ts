import type { Page, Route } from 'playwright-core';

export const stripeOrigin = 'https://js.stripe.com';

export type StripeStandIn = {
  /** The numbers of the cards that it has taken, in this order. */
  taken: string[];
  /** Whether it can be reached. */
  isThere: boolean;
};

/** The ids that cards get, each another one. The provider that charges them knows them; none is offered by the choice of test cards. */
export const paymentMethods = ['pm_card_mastercard', 'pm_card_amex', 'pm_card_discover'];

/**
 * Serves a script in the place of Stripe's, at its address: its field is in a frame of the same origin, which alone sees what is
 * typed. A number that begins with 4242 is taken, any other is refused.
 */
export async function standInForStripe(page: Page): Promise<StripeStandIn> {
  const standIn: StripeStandIn = { taken: [], isThere: true };
  await page.context().route(`${stripeOrigin}/**`, async (route) => {
    if (!standIn.isThere) return route.abort();
    await answer(route, standIn.taken);
  });
  return standIn;
}

async function answer(route: Route, taken: string[]): Promise<void> {
  const request = route.request();
  switch (new URL(request.url()).pathname) {
    case '/endive/stripe.js':
      return route.fulfill({ contentType: 'text/javascript', body: script });
    case '/field.html':
      return route.fulfill({ contentType: 'text/html', body: field });
    case '/payment_methods': {
      const number = request.postData() ?? '';
      if (!number.startsWith('4242')) return route.fulfill({ json: { error: refused } });
      taken.push(number);
      const card = { brand: 'visa', last4: number.slice(-4) };
      return route.fulfill({ json: { paymentMethod: { id: paymentMethods[taken.length - 1], card } } });
    }
    default:
      return route.abort();
  }
}

const refused = { type: 'card_error', message: 'Your card number is invalid.' };

const script = `
  window.Stripe = () => {
    let frame;
    const element = {
      mount(parent) {
        frame = document.createElement('iframe');
        frame.src = '${stripeOrigin}/field.html';
        frame.title = 'Secure card fields';
        frame.height = 24;
        parent.append(frame);
      },
      destroy: () => frame.remove(),
      on: () => element,
      off: () => element,
      update() {},
    };
    const elements = { create: () => element, getElement: () => element, update() {} };
    const createPaymentMethod = () => new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => resolve(data);
      frame.contentWindow.postMessage('create', '${stripeOrigin}', [port2]);
    });
    const unused = { createToken() {}, confirmCardPayment() {}, registerAppInfo() {}, _registerWrapper() {} };
    return { elements: () => elements, createPaymentMethod, ...unused };
  };
  window.Stripe.version = 'endive';`;

const field = `<!doctype html>
  <html lang="en">
    <title>Card</title>
    <body style="margin: 0"><input aria-label="Card number" style="border: 0; font-size: 16px"></body>
    <script>
      addEventListener('message', async ({ data, ports: [port] }) => {
        if (data !== 'create') return;
        const response = await fetch('/payment_methods', { method: 'POST', body: document.querySelector('input').value });
        port.postMessage(await response.json());
      });
    </script>
  </html>`;
