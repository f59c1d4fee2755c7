import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';

export const somebody = () => ({ email: `${randomUUID()}@example.com`, password: `quite long ${randomUUID()}` });
export type Account = ReturnType<typeof somebody>;

/** From any page that asks to sign in, to the page they wanted. */
export async function signUp(page: Page, { email, password }: Account = somebody()): Promise<void> {
  await page.getByRole('link', { name: 'Create an account' }).click();
  // The sign-in form has the same fields, and stays until the other page has loaded.
  await page.getByRole('button', { name: 'Create account' }).waitFor();
  await page.getByLabel('Name (optional)').fill('Ada Lovelace');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
}

export async function putIntoCart(page: Page, product: string): Promise<void> {
  await page.getByRole('link', { name: product }).click();
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.getByRole('link', { name: 'Go to cart' }).click();
}

export async function fillInAddress(page: Page): Promise<void> {
  await page.getByLabel('Full name').fill('Ada Lovelace');
  await page.getByLabel('Street and number').fill('12 St James’s Square');
  await page.getByLabel('Postal code').fill('SW1Y 4JH');
  await page.getByLabel('City').fill('London');
  await page.getByLabel('Country').selectOption('GB');
}

/** From the shop's first page to the order's page. */
export async function buy(page: Page, { product = 'Mouse', card = 'Accepted' } = {}): Promise<void> {
  await putIntoCart(page, product);
  await page.getByRole('link', { name: 'Check out' }).click();
  await signUp(page);
  await fillInAddress(page);
  await page.getByRole('radio', { name: new RegExp(`^${card}`) }).click();
  await page.getByRole('button', { name: 'Place order' }).click();
  await page.getByRole('heading', { name: 'Your order' }).waitFor();
}

/** Waits until a step in the diagram has this state. */
export const seeStep = (page: Page, step: string, state: string): Promise<void> =>
  page.locator(`[data-step="${step}"][data-state="${state}"]`).waitFor();
