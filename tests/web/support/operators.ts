import type { Page } from 'playwright-core';
import type { Account } from '../../../local/seed.ts';
import type { World } from '../../support/use-stack.ts';

/** From any page that asks to sign in, to the page that they had wanted. */
export async function signInAs({ accounts }: World, page: Page, role: Account['role']): Promise<void> {
  const account = accounts.find((account) => account.role === role);
  await page.getByLabel('E-mail').fill(account?.email ?? '');
  await page.getByLabel('Password').fill(account?.password ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Says why, where it is asked, and does it. */
export async function actBecause(page: Page, name: string, reason: string): Promise<void> {
  await page.getByRole('button', { name: `${name}…` }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByLabel('Why?').fill(reason);
  await dialog.getByRole('button', { name, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}
