import { setTimeout as sleep } from 'node:timers/promises';
import { type HttpCall, startHttpProxy, type WireAnswer } from '../../../local/wire-proxy.ts';
import type { Trouble } from '../weather.ts';
import { type CallFault, withFaults } from './call-fault.ts';

type StripeCall = HttpCall & { caller: string };

/** The proxy between billing and Stripe, whose address may only be known later. */
export async function startStripeProxy(trouble: Trouble, stripe: Promise<string>) {
  const fault = withFaults(stripeFaults(trouble), trouble);
  return startHttpProxy(
    async (path) => ({ target: new URL(path, await stripe), whose: { caller: 'billing' } }),
    (call, pass) => fault(call, operationOf(call), pass),
  );
}

/** `POST confirm`, `GET payment_intents`. */
const operationOf = ({ method, path }: HttpCall) =>
  `${method} ${/(confirm|capture|cancel|refunds|payment_intents)(\?.*)?$/.exec(path)?.[1] ?? 'one'}`;

const isPost = ({ method }: StripeCall) => method === 'POST';

/** What goes wrong at the provider. Only the first three leave billing without an answer. */
const stripeFaults = ({ tally }: Trouble): CallFault<StripeCall>[] => [
  {
    probability: 0.02,
    fits: isPost,
    strike: async () => {
      tally.count('payment timed out before its effect');
      return undefined;
    },
  },
  {
    probability: 0.04,
    fits: isPost,
    strike: async (_, pass) => {
      await pass();
      tally.count('payment timed out after its effect');
      return undefined;
    },
  },
  {
    // Billing gets no response and retries or undoes the request; only then does the first request arrive.
    probability: 0.02,
    fits: isPost,
    strike: async (_, pass, chance) => {
      const seconds = chance.between(0.5, 12);
      void sleep(seconds * 1000, undefined, { ref: false })
        .then(() => pass())
        .catch(() => undefined);
      tally.count('payment succeeded late');
      return undefined;
    },
  },
  {
    probability: 0.03,
    fits: () => true,
    strike: async (_, pass, chance) => {
      if (chance.happens(0.5)) await pass();
      tally.count('Stripe answered 5xx');
      return serverError;
    },
  },
  {
    probability: 0.03,
    fits: () => true,
    strike: async (_, pass, chance) => {
      await sleep(chance.between(500, 4_000), undefined, { ref: false });
      tally.count('Stripe slow');
      return pass();
    },
  },
];

const body = Buffer.from(JSON.stringify({ error: { type: 'api_error', message: 'An unknown error occurred.' } }));
const serverError: WireAnswer = {
  status: 500,
  headers: { 'content-type': 'application/json', 'content-length': body.length },
  body,
};
