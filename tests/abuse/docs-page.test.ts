import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createClient, inMemory, orThrow } from '../../client/index.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { useStack } from '../support/use-stack.ts';

const document = JSON.parse(readFileSync(join(import.meta.dirname, '../../docs/openapi.json'), 'utf8')) as {
  paths: Record<string, Record<string, { operationId: string; tags: string[]; responses: object }>>;
};
const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
/** The element ids that Swagger UI assigns. */
const ids = operations.map(({ tags: [tag], operationId }) => `operations-${tag}-${operationId}`);

const world = useStack();
let browser: Browser;
let page: Page;
/** What the page requested in the current test. */
let asked: string[] = [];
/** What it or its policy complained about in the current test. */
let complaints: string[] = [];
let askedInAll = 0;

// The page is opened once, because showing all operations takes it many seconds.
beforeAll(async () => {
  browser = await launchChromium();
  page = await browser.newPage();
  // A busy machine renders slowly; speed is not tested here.
  page.setDefaultTimeout(120_000);
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`));
  await page.goto(`${world.stack.gatewayUrl}/docs`);
  await page.locator('.opblock').first().waitFor();
});

afterEach(() => {
  const foreign = asked.filter((url) => !url.startsWith(`${world.stack.gatewayUrl}/`) && !url.startsWith('data:'));
  askedInAll += asked.length;
  asked = [];
  complaints = [];
  expect(foreign).toEqual([]);
});

afterAll(async () => {
  await browser?.close();
  process.stdout.write(`  docs page: ${ids.length} operations, ${askedInAll} requests, all of them to where it came from\n`);
});

describe('the page that shows the API', () => {
  it('shows every operation', async () => {
    const shown = await page.locator('.opblock').evaluateAll((blocks) => blocks.map(({ id }) => id));
    expect(shown.sort()).toEqual(ids.toSorted());
    expect(complaints).toEqual([]);
    expect(asked.length).toBeGreaterThan(5);
  });

  it('shows the request and responses of operations of four services', async () => {
    const examples = ['auth-register', 'catalog-listProducts', 'orders-placeOrder', 'inventory-adjustStock'];
    const shown: Record<string, string[]> = {};
    for (const id of examples) {
      const operation = page.locator(`#operations-${id}`);
      await operation.locator('.opblock-summary').click();
      await operation.locator('.responses-inner .response').first().waitFor();
      const statuses = await operation.locator('.response-col_status').allInnerTexts();
      shown[id] = statuses.map((status) => status.trim()).filter((status) => /^\d+$/.test(status));
    }
    const responsesOf = (id: string) => operations.find(({ operationId }) => id.endsWith(`-${operationId}`))?.responses ?? {};
    expect(shown).toEqual(Object.fromEntries(examples.map((id) => [id, Object.keys(responsesOf(id))])));
    expect(complaints).toEqual([]);
  });

  it('fits windows 375 and 1280 pixels wide', async () => {
    const operation = page.locator('#operations-orders-getOrder');
    await operation.locator('.opblock-summary').click();
    await operation.locator('.opblock-body').waitFor();
    for (const width of [375, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
    expect(complaints).toEqual([]);
  });

  it('sends a request tried on the page with the entered token, and shows the response', async () => {
    const { email, accessToken } = await somebody();
    await page.locator('button.authorize').first().click();
    await page.locator('.auth-container input').fill(accessToken);
    await page.locator('.auth-btn-wrapper button.authorize').click();
    await page.locator('.auth-btn-wrapper button.btn-done').click();
    const me = page.locator('#operations-auth-getMe');
    await me.locator('.opblock-summary').click();
    await me.locator('button.try-out__btn').click();
    await me.locator('button.execute').click();
    const shown = me.locator('.live-responses-table .response .response-col_description').first();
    await shown.locator(`text=${email}`).waitFor();
    expect(complaints).toEqual([]);
    expect(asked).toContain(`${world.stack.gatewayUrl}/v1/auth/me`);
  });

  it('runs no injected script, and contacts no other host', async () => {
    const smuggled = await page.evaluate(`new Promise((resolve) => {
      const script = document.createElement('script');
      script.textContent = 'window.smuggled = true';
      document.body.append(script);
      const image = document.createElement('img');
      image.onerror = () => resolve(window.smuggled === true);
      image.src = 'http://127.0.0.1:1/steal';
      document.body.append(image);
    })`);
    expect(smuggled).toBe(false);
    expect(complaints.filter((complaint) => complaint.includes('Content Security Policy'))).toHaveLength(2);
    asked = asked.filter((url) => url !== 'http://127.0.0.1:1/steal');
  });
});

async function somebody(): Promise<{ email: string; accessToken: string }> {
  const session = inMemory();
  const client = createClient({ baseUrl: world.stack.gatewayUrl, session });
  const account = { email: `${randomUUID()}@example.com`, password: `quite long ${randomUUID()}` };
  await orThrow(client.POST('/v1/auth/register', { body: account }));
  await client.signIn(account);
  return { email: account.email, accessToken: session.read()?.accessToken ?? '' };
}
