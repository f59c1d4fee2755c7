import { randomBytes, timingSafeEqual } from 'node:crypto';
import { ProblemError } from '#shared/errors/problem.ts';

export type Passwords = {
  /** @returns an Argon2id hash as a PHC string */
  hash(password: string): Promise<string>;
  /**
   * Whether the password matches the hash `stored`, and whether it should be rehashed because the cost has changed. Without `stored` it
   * does the same work and returns false, so that the timing does not reveal whether the user exists.
   */
  check(password: string, stored: string | undefined): Promise<{ matches: boolean; outdated: boolean }>;
};

/** Computes Argon2id with the given salt and cost; the output is as long as `tag`. */
export type Derive = (password: string, made: Hashed) => Promise<Buffer>;

/** OWASP's recommendation for Argon2id: memory in KiB, passes, lanes. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 };
const saltBytes = 16;
const tagBytes = 32;

/**
 * Hashes passwords with `derive`, at most `concurrencyMax` at a time, because each takes a core and 19 MiB. Beyond `waitingMax` it
 * fails with 503, because no one waits that long to sign in.
 */
export function createPasswords({ derive, concurrencyMax = 2, waitingMax = 64 }: PasswordsOptions): Passwords {
  const inTurn = createTurns(concurrencyMax, waitingMax);
  // A random tag, which matches no password.
  const nobodys = { cost, salt: randomBytes(saltBytes), tag: randomBytes(tagBytes) };

  return {
    hash: async (password) => {
      const salt = randomBytes(saltBytes);
      return formatPhc({ cost, salt, tag: await inTurn(() => derive(password, { cost, salt, tag: Buffer.alloc(tagBytes) })) });
    },
    check: async (password, stored) => {
      const expected = stored === undefined ? nobodys : parsePhc(stored);
      const tag = await inTurn(() => derive(password, expected));
      return { matches: timingSafeEqual(tag, expected.tag), outdated: formatPhc({ ...expected, cost }) !== stored };
    },
  };
}

type PasswordsOptions = { derive: Derive; concurrencyMax?: number; waitingMax?: number };
type Hashed = { cost: typeof cost; salt: Buffer; tag: Buffer };

const formatPhc = ({ cost, salt, tag }: Hashed) =>
  `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(salt)}$${base64(tag)}`;

// PHC strings use base64 without padding.
const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

function parsePhc(stored: string): Hashed {
  const [, memory, passes, parallelism, salt, tag] = phc.exec(stored) ?? [];
  if (!salt || !tag) throw new Error('a stored password hash is not a PHC string of Argon2id');
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

/** A semaphore: runs at most `runningMax` jobs at once and queues at most `waitingMax`, first come, first served. */
function createTurns(runningMax: number, waitingMax: number) {
  let running = 0;
  const waiting: (() => void)[] = [];

  return async <T>(job: () => Promise<T>): Promise<T> => {
    if (running >= runningMax) {
      if (waiting.length >= waitingMax) throw tooBusy();
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running++;
    try {
      return await job();
    } finally {
      // Hand the slot to the next waiter directly, so that no newcomer can take it.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}

const tooBusy = () =>
  new ProblemError(503, 'unavailable', { title: 'Too many people are signing in right now', headers: { 'retry-after': '2' } });
