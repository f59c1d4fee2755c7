import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import Stripe from 'stripe';
import { serve } from '../../local/resources/serve.ts';
import { openStripeDatabase } from '../../local/resources/stripe/database.ts';
import { stripeHttpHandler } from '../../local/resources/stripe/http-handler.ts';
import { withIdempotency } from '../../local/resources/stripe/idempotency.ts';
import { createLedger } from '../../local/resources/stripe/ledger.ts';
import { type StripeAnswer, type StripeCall, stripeOperations } from '../../local/resources/stripe/operations.ts';

/** What goes wrong with one request: whether it is executed, and what is returned instead of its response. */
export type Fault =
  | 'time-out before'
  | 'time-out after'
  | '500 before'
  | '500 after'
  | 'stored 500'
  | 'key in use'
  | 'lock time-out'
  | 'conflict'
  | 'key of another'
  | 'rate limit'
  | AccountFault;

/** What Stripe says about our account, key or requests, no matter who pays. */
export type AccountFault =
  | 'account disabled'
  | 'stored account disabled'
  | 'wrong version'
  | 'wrong key'
  | 'no permission'
  | 'unknown parameter';
export const faults: Fault[] = [
  'time-out before',
  'time-out after',
  '500 before',
  '500 after',
  'stored 500',
  'key in use',
  'lock time-out',
  'conflict',
  'key of another',
  'rate limit',
  'account disabled',
  'stored account disabled',
  'wrong version',
  'wrong key',
  'no permission',
  'unknown parameter',
];

export const accountFaults: AccountFault[] = [
  'account disabled',
  'stored account disabled',
  'wrong version',
  'wrong key',
  'no permission',
  'unknown parameter',
];

/** Responses that concern a single payment, and refuse nothing. */
export const conflicts: Fault[] = ['key in use', 'lock time-out', 'conflict', 'key of another'];

export type FaultyStripe = Awaited<ReturnType<typeof startFaultyStripe>>;

const patienceMilliseconds = 1_000;

/**
 * The local Stripe stand-in behind faults, and the real SDK as its client. `plan` determines what happens to the next requests
 * whose path ends with this; the ledger is the stand-in's own.
 */
export async function startFaultyStripe({ retriesMax = 0 } = {}) {
  const database = openStripeDatabase(':memory:');
  const operations = stripeOperations(database);
  const planned: { path: string; fault: Fault }[] = [];
  const requests: StripeCall[] = [];
  let storing: StripeAnswer | undefined;

  const idempotent = withIdempotency(database, (call) => storing ?? operations(call));
  const answer = async (call: StripeCall): Promise<StripeAnswer> => {
    requests.push(call);
    const index = planned.findIndex(({ path }) => call.method === 'POST' && call.path.endsWith(path));
    const [plan] = index < 0 ? [] : planned.splice(index, 1);
    if (plan?.fault === 'key in use') return keyInUse();
    if (plan?.fault === 'lock time-out') return error(409, 'invalid_request_error', 'lock_timeout');
    if (plan?.fault === 'conflict') return error(409, 'invalid_request_error');
    if (plan?.fault === 'key of another') return error(400, 'idempotency_error');
    if (plan?.fault === 'rate limit') return rateLimit();
    const account = plan && accountAnswers[plan.fault];
    if (account) return account;
    if (plan?.fault === '500 before') return serverError();
    if (plan?.fault === 'time-out before') return tooLate(serverError());
    storing = plan && storedAnswers[plan.fault];
    const done = idempotent(call);
    storing = undefined;
    if (plan?.fault === '500 after') return serverError();
    return plan?.fault === 'time-out after' ? tooLate(done) : done;
  };

  const server = createServer(stripeHttpHandler(answer));
  const { url, stop } = await serve(server, { port: 0, release: () => database.close() });
  const { hostname, port } = new URL(url);
  const timeout = patienceMilliseconds;
  const stripe = new Stripe('sk_test_local', { host: hostname, port, protocol: 'http', maxNetworkRetries: retriesMax, timeout });
  return {
    stripe,
    requests,
    plan: (path: string, ...plans: Fault[]) => void planned.push(...plans.map((fault) => ({ path, fault }))),
    forget: () => void planned.splice(0),
    ledger: (orderId: string) => createLedger(database).read(orderId),
    stop,
  };
}

const tooLate = (answer: StripeAnswer) => sleep(patienceMilliseconds * 1.5, answer);
const error = (status: number, type: string, code?: string, message = 'no'): StripeAnswer => ({
  status,
  body: { error: { type, code, message } },
});
const serverError = () => error(500, 'api_error');
const keyInUse = () => error(409, 'idempotency_error', 'idempotency_key_in_use');
const disabled = error(400, 'invalid_request_error', undefined, 'Your account cannot currently make live charges.');
const storedAnswers: Partial<Record<Fault, StripeAnswer>> = { 'stored 500': serverError(), 'stored account disabled': disabled };
const accountAnswers: Partial<Record<Fault, StripeAnswer>> = {
  'account disabled': disabled,
  'wrong version': error(400, 'invalid_request_error', undefined, 'Invalid Stripe API version: 1999-01-01'),
  'wrong key': error(401, 'invalid_request_error', undefined, 'Invalid API Key provided'),
  'no permission': error(403, 'invalid_request_error', undefined, 'The provided key does not have access.'),
  'unknown parameter': error(400, 'invalid_request_error', 'parameter_unknown', 'Received unknown parameter'),
};
const rateLimit = () => error(429, 'invalid_request_error', 'rate_limit');
