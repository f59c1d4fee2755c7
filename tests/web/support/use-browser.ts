import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium } from '../../support/launch-chromium.ts';

/** The folder for screenshots of the pages, if any. */
const { SCREENSHOTS } = process.env;

type Violation = { impact: string; id: string; nodes: { html: string }[] };

export type Visitor = {
  /** A visitor's first page; a later call starts over, with nothing kept. */
  arrive(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** Allows this complaint of the page's browser, because the test is about it. */
  expectComplaint(complaint: RegExp): void;
  /**
   * Fails on accessibility problems of the current page, in light and in dark, and on content that exceeds its width, at the width
   * of a phone also that of a narrow one; takes screenshots.
   * @param widths in pixels; the current one by default
   */
  inspect(page: Page, name: string, widths?: readonly number[]): Promise<void>;
};

/**
 * A browser that visits the gateway. After each test it checks that nothing complained, and that no other host was contacted,
 * except one.
 * @param alsoAsked the one other origin that may be contacted, if any
 */
export function useBrowser(gatewayUrl: () => string, alsoAsked: () => string | undefined = () => undefined): Visitor {
  let browser: Browser;
  let asked: string[];
  let complaints: string[];
  let expected: RegExp[];

  beforeAll(async () => {
    browser = await launchChromium();
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
    // A busy machine renders slowly; speed is not tested here.
    page.setDefaultTimeout(60_000);
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`));
  }

  return {
    async arrive(path, options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height }, locale: 'en-US', ...options });
      context.on('page', watch);
      const page = await context.newPage();
      await page.goto(gatewayUrl() + path);
      return page;
    },
    expectComplaint: (complaint) => expected.push(complaint),
    inspect,
  };
}

async function inspect(page: Page, name: string, widths: readonly number[] = [widthOf(page)]): Promise<void> {
  const before = widthOf(page);
  await bringAxe(page);
  for (const width of widths) {
    if (width !== widthOf(page)) await page.setViewportSize({ width, height });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await check(page, `${colorScheme}-${width}-${name}`, colorScheme === 'light' ? {} : { runOnly: onlyInDark });
    }
    await page.emulateMedia({ colorScheme: 'light' });
    if (width === phoneWidth) await fitsNarrowPhone(page, name);
  }
  if (before !== widthOf(page)) await page.setViewportSize({ width: before, height });
}

/** Narrower, the page has the same parts and colours. */
async function fitsNarrowPhone(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 320, height });
  await fits(page, `320-${name}`);
}

/** Once for each document. */
async function bringAxe(page: Page): Promise<void> {
  if (await page.evaluate('"axe" in window')) return;
  const devTools = await page.context().newCDPSession(page);
  // Pages must not inject their own code, but the browser's owner may.
  await devTools.send('Runtime.evaluate', { expression: axe.source });
}

export const phoneWidth = 375;
const height = 900;
const widthOf = (page: Page) => page.viewportSize()?.width ?? 0;

/** Only colours differ in the dark. */
const onlyInDark = ['color-contrast'];

async function check(page: Page, name: string, rules: { runOnly?: string[] }): Promise<void> {
  // Colours in a transition are neither the old nor the new one.
  await page.evaluate(
    'Promise.allSettled(document.getAnimations().filter(({ effect }) => effect.getTiming().iterations !== Infinity).map(({ finished }) => finished))',
  );
  await takePicture(page, name);
  // A frame is of another origin, and answers no question about itself.
  const options = JSON.stringify({ ...rules, resultTypes: ['violations'], iframes: false });
  const { violations } = (await page.evaluate(`axe.run(document, ${options})`)) as { violations: Violation[] };
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect({ name, serious: serious.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) })) }).toEqual({
    name,
    serious: [],
  });
  await fits(page, name);
}

async function fits(page: Page, name: string): Promise<void> {
  const [width, scrollWidth] = (await page.evaluate('[innerWidth, document.documentElement.scrollWidth]')) as [number, number];
  expect({ name, isTooWide: scrollWidth > width }).toEqual({ name, isTooWide: false });
}

async function takePicture(page: Page, name: string): Promise<void> {
  if (!SCREENSHOTS) return;
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}
