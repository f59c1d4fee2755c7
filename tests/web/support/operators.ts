import type { Page } from 'playwright-core';
import { type Client, createClient } from '../../../local/demo/client.ts';
import type { Account } from '../../../local/seed.ts';
import type { World } from '../../support/use-stack.ts';

/** Someone with this role, signed in just now: the world's own clients may have signed in longer ago than a token lives. */
export async function clientOf({ accounts, stack }: World, role: Account['role']): Promise<Client> {
  const client = createClient(stack.gatewayUrl);
  await client.signIn(accountOf(accounts, role));
  return client;
}

/** From any page that asks to sign in, to the page they wanted. */
export async function signInAs({ accounts }: World, page: Page, role: Account['role']): Promise<void> {
  const { email, password } = accountOf(accounts, role);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Gives a reason where one is required, and confirms. */
export async function actBecause(page: Page, name: string, reason: string): Promise<void> {
  await page.getByRole('button', { name: `${name}…` }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByLabel('Why?').fill(reason);
  await dialog.getByRole('button', { name, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/**
 * What a field contains as soon as the address has changed next. A person who types at that moment must not type into the last search.
 * @returns asks for it, once the address has changed
 */
export async function valueWhenTheAddressChanges(page: Page, name: string): Promise<() => Promise<unknown>> {
  await page.evaluate(`{
    const push = history.pushState;
    history.pushState = (...state) => {
      push.apply(history, state);
      history.pushState = push;
      queueMicrotask(() => { window.valueThen = document.getElementsByName('${name}')[0].value; });
    };
  }`);
  return () => page.evaluate('window.valueThen');
}

function accountOf(accounts: World['accounts'], role: Account['role']): Account {
  const account = accounts.find((account) => account.role === role);
  if (!account) throw new Error(`There is no account of the role ${role}`);
  return account;
}
