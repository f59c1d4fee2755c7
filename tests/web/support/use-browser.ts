import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);
/** Where pictures of the pages are put, if anywhere. */
const { SCREENSHOTS } = process.env;

type Violation = { impact: string; id: string; nodes: { html: string }[] };

export type Visitor = {
  /** A visitor's first page; a later call opens it anew, with nothing kept of what was there before. */
  arrive(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** What this page's browser may complain of, for it is what the test is about. */
  expectComplaint(complaint: RegExp): void;
  /** Fails on what keeps people from using the page as it is now, and on what does not fit its width; takes its picture. */
  inspect(page: Page, name: string): Promise<void>;
};

/**
 * A browser that visits the gateway. After each test: no complaint was made, and nobody else was asked for anything.
 * @param alsoAsked the one other origin that may be asked, if there is one
 */
export function useBrowser(gatewayUrl: () => string, alsoAsked: () => string | undefined = () => undefined): Visitor {
  let browser: Browser;
  let asked: string[];
  let complaints: string[];
  let expected: RegExp[];

  beforeAll(async () => {
    browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ['--no-sandbox'] });
  });
  beforeEach(() => {
    [asked, complaints, expected] = [[], [], []];
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    expect(asked.length).toBeGreaterThan(3);
    const ours = [gatewayUrl(), alsoAsked()].flatMap((origin) => (origin === undefined ? [] : [`${origin}/`]));
    expect(asked.filter((url) => ![...ours, 'data:'].some((known) => url.startsWith(known)))).toEqual([]);
    expect(complaints.filter((complaint) => !expected.some((pattern) => pattern.test(complaint)))).toEqual([]);
  });
  afterAll(() => browser?.close());

  function watch(page: Page): void {
    // A machine that is busy draws slowly; how slowly is not what is asked here.
    page.setDefaultTimeout(60_000);
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`));
  }

  return {
    async arrive(path, options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US', ...options });
      context.on('page', watch);
      const page = await context.newPage();
      await page.goto(gatewayUrl() + path);
      return page;
    },
    expectComplaint: (complaint) => expected.push(complaint),
    inspect,
  };
}

async function inspect(page: Page, name: string): Promise<void> {
  // Colours that are on their way from one to another are neither.
  await page.evaluate(
    'Promise.allSettled(document.getAnimations().filter(({ effect }) => effect.getTiming().iterations !== Infinity).map(({ finished }) => finished))',
  );
  await takePicture(page, name);
  const devTools = await page.context().newCDPSession(page);
  // Page scripts may not bring code of their own; whoever holds the browser may.
  await devTools.send('Runtime.evaluate', { expression: axe.source });
  // A frame is of another origin, and answers no question about itself.
  const { violations } = (await page.evaluate('axe.run(document, { resultTypes: ["violations"], iframes: false })')) as {
    violations: Violation[];
  };
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect({ name, serious: serious.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) })) }).toEqual({
    name,
    serious: [],
  });
  const [width, scrollWidth] = (await page.evaluate('[innerWidth, document.documentElement.scrollWidth]')) as [number, number];
  expect({ name, isTooWide: scrollWidth > width }).toEqual({ name, isTooWide: false });
}

async function takePicture(page: Page, name: string): Promise<void> {
  if (!SCREENSHOTS) return;
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}
