import type { AccountView } from '../../containers/auth/account-routes.ts';
import type { Client } from '../demo/client.ts';
import { answered, RefusedError, read } from './asking.ts';
import { secondOf } from './dead-letter-texts.ts';
import type { AccountCommand } from './options.ts';
import type { Result, Run } from './types.ts';

const path = '/v1/auth/users';
const pathOf = (userId: string) => `${path}/${encodeURIComponent(userId)}`;

export const accountRuns: Record<AccountCommand, Run> = {
  account: async ({ client, id }) => shown(await find(client, id)),
  'disable-account': (asked) => act('disable', asked),
  'enable-account': (asked) => act('enable', asked),
};

async function act(action: string, { client, id, options: { because } }: Parameters<Run>[0]): Promise<Result> {
  const { userId } = await find(client, id);
  return shown(await answered<AccountView>(client.call('POST', `${pathOf(userId)}/${action}`, { reason: because })));
}

/** Finds an account by the user id, which orders carry as the customer's, or by email. */
async function find(client: Client, who: string): Promise<AccountView> {
  if (!who.includes('@')) return read<AccountView>(client, pathOf(who));
  const {
    items: [account],
  } = await lookUp(client, who);
  if (!account) throw noAccount(who);
  return account;
}

/** The customer's id: the given one, or that of the account with the given email. @throws RefusedError if there is no such account */
export async function customerIdOf(client: Client, who: string): Promise<string> {
  if (!who.includes('@')) return who;
  const { userId } = await lookUp(client, who);
  if (!userId) throw noAccount(who);
  return userId;
}

/** Only administrators get the account, and not just its id. */
const lookUp = (client: Client, email: string) =>
  answered<{ userId?: string; items: AccountView[] }>(client.call('POST', `${path}/search`, { email }));

const noAccount = (email: string) => new RefusedError(`No account is registered as ${email}.`);

const shown = (account: AccountView): Result => ({ json: account, text: accountText(account) });

function accountText({ userId, email, name, roles, registeredAt, disabledAt, actions }: AccountView): string {
  const state = disabledAt ? `disabled since ${secondOf(disabledAt)}` : 'not disabled';
  const done = actions.map(({ at, action, adminId, reason }) => `  ${secondOf(at)}  ${action} by ${adminId}: ${reason}`);
  return [
    [`${userId}  ${email}${name ? `  (${name})` : ''}`, `${roles.join(', ')}, registered ${secondOf(registeredAt)}, ${state}`],
    done.length > 0 ? ['', 'Administrators:', ...done] : [],
  ]
    .flat()
    .join('\n');
}
