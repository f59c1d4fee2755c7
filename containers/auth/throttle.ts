import { createHash } from 'node:crypto';
import { ProblemError } from '#shared/errors/problem.ts';
import type { Budget, ThrottleStore } from './throttle-store.ts';

/** A token bucket: a burst of `atOnce`, refilled at `perHour`. No hour allows more than both together. */
export type Allowance = { atOnce: number; perHour: number };

/**
 * How many attempts are allowed. Only failed password attempts count. An address that has signed in to the account within the last
 * `knownDays` has its own allowance instead of the shared ones, so that an attack cannot lock out the owner.
 */
export const allowances = {
  password: {
    knownAddress: { atOnce: 20, perHour: 30 },
    address: { atOnce: 100, perHour: 300 },
    account: { atOnce: 5, perHour: 5 },
    // A fifth of what one replica can hash; the rest is left for known addresses.
    everybody: { atOnce: 5_000, perHour: 36_000 },
  },
  registration: { address: { atOnce: 100, perHour: 60 }, everybody: { atOnce: 3_000, perHour: 7_200 } },
  refresh: { address: { atOnce: 1_000, perHour: 36_000 } },
  // More calls than one person takes, and too few to try a list of addresses.
  lookup: { caller: { atOnce: 60, perHour: 60 } },
} satisfies Record<string, Record<string, Allowance>>;

export const knownDays = 90;

export type PasswordTry = {
  /** The password was right: the attempt does not count, and the address is known from now on. */
  succeed(userId: string): Promise<void>;
  /** The password was not checked: the attempt does not count. */
  giveBack(): Promise<void>;
};

export type Throttle = {
  /** Counts an attempt before the account is looked up, so that accounts that exist and those that do not are counted alike. */
  passwordTry(at: { email: string; address: string }): Promise<PasswordTry>;
  registration(address: string): Promise<void>;
  /** Makes the address known for an account that has just registered. */
  registered(by: { userId: string; email: string; address: string }): Promise<void>;
  refresh(address: string): Promise<void>;
  /** Counts that staff looks an account up by its email. */
  lookup(callerId: string): Promise<void>;
};

/**
 * Counts attempts in the database, so that all replicas share the counts. Each function rejects with 429 and Retry-After once the
 * allowance is used up. It fails closed: if the store fails, so does the attempt.
 * @param sweep runs with every count, so that obsolete rows are deleted as fast as new ones are added
 */
export function createThrottle({ store, sweep, allowed = allowances }: ThrottleOptions): Throttle {
  async function take(ask: Parameters<ThrottleStore['take']>[0]): Promise<Budget[]> {
    const [{ budgets, waitSeconds }] = await Promise.all([store.take(ask), sweep()]);
    if (waitSeconds !== undefined) throw tooMany(waitSeconds);
    return budgets;
  }

  return {
    async passwordTry({ email, address }) {
      const { knownAddress, ...general } = allowed.password;
      const accountAddress = hashOf(email, address);
      const budgets = await take({
        known: { accountAddress, days: knownDays, budgets: [budgetOf('known', knownAddress, accountAddress)] },
        budgets: [
          budgetOf('address', general.address, hashOf(address)),
          budgetOf('email', general.account, hashOf(email)),
          budgetOf('everybody', general.everybody),
        ],
      });
      return {
        giveBack: () => store.giveBack(budgets),
        async succeed(userId) {
          await store.giveBack(budgets);
          await store.remember({ userId, accountAddress });
        },
      };
    },

    async registration(address) {
      const { address: each, everybody } = allowed.registration;
      const kind = 'registration';
      await take({ budgets: [budgetOf(`${kind}-address`, each, hashOf(address)), budgetOf(`${kind}-everybody`, everybody)] });
    },

    registered: ({ userId, email, address }) => store.remember({ userId, accountAddress: hashOf(email, address) }),

    async refresh(address) {
      await take({ budgets: [budgetOf('refresh-address', allowed.refresh.address, hashOf(address))] });
    },

    async lookup(callerId) {
      await take({ budgets: [budgetOf('lookup-caller', allowed.lookup.caller, hashOf(callerId))] });
    },
  };
}

type ThrottleOptions = { store: ThrottleStore; sweep: () => Promise<void>; allowed?: typeof allowances };

const hourSeconds = 3600;

function budgetOf(kind: string, { atOnce, perHour }: Allowance, whose = ''): Budget {
  const spacingSeconds = hourSeconds / perHour;
  return { key: `${kind}:${whose}`, spacingSeconds, spanSeconds: atOnce * spacingSeconds };
}

/** Hashed, so that no personal data is stored. No part can contain the separator. */
const hashOf = (...parts: string[]) => createHash('sha256').update(parts.join(' ')).digest('base64url');

const tooMany = (waitSeconds: number) =>
  new ProblemError(429, 'too-many-requests', {
    title: 'Too many attempts; try again later',
    headers: { 'retry-after': String(waitSeconds) },
  });
