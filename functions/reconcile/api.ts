import { backoff } from '#shared/timing/backoff.ts';
import { sleep } from '#shared/timing/sleep.ts';
import type { Page } from './entries.ts';

/** One request to the API as an operator; returns the response whatever its status. */
export type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Headers,
) => Promise<{ status: number; body: unknown }>;
type Headers = Record<string, string>;

/** A request was refused, or got no response after all retries. */
export class RefusedError extends Error {
  override name = 'RefusedError';
  readonly status: number;

  constructor(status: number, { title = 'Refused', errors = [] }: Problem) {
    super([`${title} (${status})`, ...errors.map(({ path, message }) => `${path}: ${message}`)].join('; '));
    this.status = status;
  }
}

type Problem = { title?: string; errors?: readonly { path: string; message: string }[] };

export type Api = ReturnType<typeof createApi>;

/** Retries a few times when something is busy or down: all these requests are safe to repeat. */
export function createApi(call: Call, pauses = { first: 200, max: 5_000, spread: 0.5 }) {
  async function ask<Answer>(method: string, path: string, body?: unknown, headers?: Headers): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      const answer = await call(method, path, body, headers);
      if (answer.status < 300) return answer.body as Answer;
      if (!again.includes(answer.status) || attempt >= triesMax) throw new RefusedError(answer.status, answer.body ?? {});
      await sleep(backoff({ attempt, ...pauses }));
    }
  }

  return {
    ask,

    /** One page of a list. */
    page: <Entry>(path: string, query: Record<string, string | number | undefined>) => {
      const given = Object.entries(query).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, String(value)] as [string, string]],
      );
      return ask<Page<Entry>>('GET', `${path}?${new URLSearchParams(given)}`);
    },

    /** A list's entries for these orders, by order id; at most `ordersMax` at once. */
    async ofOrders<Entry extends { orderId: string }>(path: string, orderIds: readonly string[]): Promise<Map<string, Entry>> {
      if (orderIds.length === 0) return new Map();
      const query = new URLSearchParams({ orderIds: [...new Set(orderIds)].join(), limit: String(ordersMax) });
      const { items } = await ask<Page<Entry>>('GET', `${path}?${query}`);
      return new Map(items.map((entry) => [entry.orderId, entry]));
    },
  };
}

/** How many orders a list can be asked about in one request. */
export const ordersMax = 100;

const again = [429, 502, 503, 504];
const triesMax = 6;
