import { z } from 'zod';
import { because } from '#shared/http/because.ts';
import { json, route } from '#shared/http/route.ts';
import { uuid } from '#shared/http/uuid.ts';
import { roles } from '#shared/tokens/access-claims.ts';
import { allowanceText, beyondAllowance } from './allowance-text.ts';
import { accessTokenLifeSeconds, accountActions } from './domain.ts';
import { email } from './email.ts';
import { allowances } from './throttle.ts';

const accountAction = z.object({
  action: z.enum(accountActions),
  at: z.iso.datetime(),
  adminId: z.uuid().meta({ description: 'Who did it' }),
  reason: z.string(),
});

const account = z
  .object({
    userId: z.uuid(),
    email: z.string(),
    name: z.string().optional(),
    roles: z.array(z.enum(roles)),
    registeredAt: z.iso.datetime(),
    disabledAt: z.iso.datetime().optional().meta({ description: 'Absent while the account is not disabled' }),
    actions: z.array(accountAction).meta({ description: 'What administrators did to it, oldest first' }),
  })
  .meta({ id: 'Account', description: 'An account as administrators see it' });

export type AccountView = z.infer<typeof account>;

const found = z.object({
  userId: z
    .uuid()
    .optional()
    .meta({ description: 'Its id, which is the customer id on its orders; absent if there is no such account' }),
  items: z.array(account).meta({ description: 'The account, if any; always empty for an operator who is not an administrator' }),
});

const params = z.object({ userId: uuid });
const ofAdmins = { access: 'admin', refuses: ['account-disabled', 'accounts-elsewhere'] } as const;
const onlyNow = 'The caller must still be an administrator: the role in the token is not enough.';

export const search = route({
  access: 'staff',
  refuses: ['account-disabled', 'accounts-elsewhere', 429],
  method: 'post',
  path: '/v1/auth/users/search',
  operationId: 'findAccounts',
  scope: 'accounts:read',
  summary: 'Find an account by email',
  description: `Finds the account with exactly this email; a part of an email finds nothing. Operators get only the id, with which they can find its orders; administrators also get the account. Each lookup is logged: the caller’s id and the id found, without the email. Limit: ${allowanceText(allowances.lookup.caller)} for each caller, whether the account exists or not. ${beyondAllowance} This is a POST because queries end up in logs, where email addresses do not belong.`,
  sentAgain: 'Repeating it searches again.',
  request: { body: json(z.strictObject({ email }), 'The email address, in any spelling') },
  responses: { 200: json(found, 'The account, if any') },
});

export const get = route({
  ...ofAdmins,
  method: 'get',
  path: '/v1/auth/users/{userId}',
  operationId: 'getAccount',
  scope: 'accounts:read',
  summary: 'Read an account, and what administrators did to it',
  request: { params },
  responses: { 200: json(account, 'The account') },
});

export const disable = route({
  ...ofAdmins,
  method: 'post',
  path: '/v1/auth/users/{userId}/disable',
  operationId: 'disableAccount',
  scope: 'accounts:write',
  refuses: ['account-disabled', 'accounts-elsewhere', 'own-account'],
  summary: 'Disable an account: its sessions end, and no one can sign in to it',
  description: `From now on signing in, refreshing, placing an order and changing the account are refused with 403 \`account-disabled\`. Orders already placed continue. An operator’s or administrator’s access tokens are refused at once outside \`/v1/auth\`, with 401. A customer’s are accepted for everything else until they expire, at most ${accessTokenLifeSeconds / 60} minutes later. ${onlyNow}`,
  sentAgain: 'Repeating it changes nothing and records nothing.',
  request: { params, body: json(because, 'Why') },
  responses: { 200: json(account, 'The account, now disabled') },
});

export const enable = route({
  ...ofAdmins,
  method: 'post',
  path: '/v1/auth/users/{userId}/enable',
  operationId: 'enableAccount',
  scope: 'accounts:write',
  refuses: ['account-disabled', 'accounts-elsewhere', 'own-account'],
  summary: 'Enable an account that was disabled',
  description: `Its user has to sign in again. ${onlyNow}`,
  sentAgain: 'Repeating it changes nothing and records nothing.',
  request: { params, body: json(because, 'Why') },
  responses: { 200: json(account, 'The account, no longer disabled') },
});
