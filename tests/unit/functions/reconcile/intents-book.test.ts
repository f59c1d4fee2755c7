import { describe, expect, test } from '@jest/globals';
import { createApi } from '../../../../functions/reconcile/api.ts';
import type { Compared } from '../../../../functions/reconcile/book.ts';
import { books } from '../../../../functions/reconcile/books.ts';

const hour = 3_600_000;
const begin = Date.parse('2026-11-20T00:00:00.000Z');
const at = (hours: number): string => new Date(begin + hours * hour).toISOString();
let serial = 0;
const idAt = (hours: number): string => {
  const digits = (begin + hours * hour).toString(16).padStart(12, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8)}-7000-8000-${String(++serial).padStart(12, '0')}`;
};
const placedAt = (orderId: string): number => Number.parseInt(orderId.replaceAll('-', '').slice(0, 12), 16);

type Payment = { orderId: string; step: string; intentId?: string; amount: number; currency: string };
type Intent = { intentId: string; orderId: string; createdAt: string } & Record<string, unknown>;

/** Both books, behind the API, and every request. Stripe lists whole seconds, newest first; a page has two entries. */
function bothBooks() {
  const payments: Payment[] = [];
  const intents: Intent[] = [];
  const asked: URL[] = [];

  /** A payment of an order placed then, with its intent created then; without the intent, the provider does not have it. */
  function pay(hours: number, created?: number, step = 'captured'): string {
    const orderId = idAt(hours);
    const intentId = `pi_${payments.length}`;
    const money = { amount: 100, currency: 'USD' };
    payments.push({ orderId, step, intentId, ...money });
    const status = { status: step === 'captured' ? 'succeeded' : 'requires_capture', received: step === 'captured' ? 100 : 0 };
    if (created !== undefined) intents.push({ intentId, orderId, ...money, ...status, refunded: 0, createdAt: at(created) });
    return intentId;
  }

  function entriesAt({ pathname, searchParams: query }: URL): object[] {
    const ids = query.get('orderIds')?.split(',');
    if (pathname === '/v1/ops/orders') return (ids ?? []).map(settledOrder);
    const [from, before] = ['from', 'before'].map((name) => Date.parse(query.get(name) ?? ''));
    const isIn = (moment: number) => moment >= (from ?? 0) && moment < (before ?? 0);
    if (pathname === '/v1/billing/payments')
      return payments.filter(({ orderId }) => (ids ? ids.includes(orderId) : isIn(placedAt(orderId))));
    if (pathname !== '/v1/billing/intents') return [];
    const wanted = query.get('intentIds')?.split(',');
    return intents.filter(({ intentId, createdAt }) => (wanted ? wanted.includes(intentId) : isIn(Date.parse(createdAt))));
  }

  const api = createApi(async (_, path) => {
    const url = new URL(path, 'http://api');
    asked.push(url);
    const all = entriesAt(url);
    const start = Number(url.searchParams.get('cursor') ?? 0);
    if (url.searchParams.has('orderIds') || url.searchParams.has('intentIds')) return { status: 200, body: { items: all } };
    const next = start + 2 < all.length ? { nextCursor: String(start + 2) } : {};
    return { status: 200, body: { items: all.slice(start, start + 2), ...next } };
  });

  /** Compares the first `hours` hours; interrupted after each part, if asked. */
  async function compare(hours: number, { isInterrupted = false } = {}): Promise<Compared[]> {
    const parts: Compared[] = [];
    const period = { api, from: at(0), before: at(hours), now: new Date(at(hours + 1)) };
    for (let cursor: string | undefined; ; ) {
      for await (const part of books.intents?.(period, cursor) ?? []) {
        parts.push(part);
        if (isInterrupted) break;
      }
      cursor = parts.at(-1)?.cursor;
      if (!cursor) return parts;
    }
  }

  return { payments, intents, asked, pay, compare };
}

const settledOrder = (orderId: string) => ({
  ...{ orderId, status: 'CONFIRMED', settled: true, overdue: false, shipment: 'ready' },
  ...{ total: { amount: 100, currency: 'USD' }, lines: [] },
});
const found = (parts: Compared[]) =>
  parts.flatMap(({ findings }) => findings.map(({ kind, about }) => `${kind} ${about}`)).sort();
const looked = (parts: Compared[]) => parts.reduce((sum, { looked }) => sum + (looked.intents ?? 0), 0);

describe('the provider’s books and ours', () => {
  test('agree if the provider lists all that we hold, in whatever hour', async () => {
    const both = bothBooks();
    for (const hours of [0, 0.5, 0.999, 1, 5, 30, 47.9]) both.pay(hours, hours + 0.01);
    both.pay(2, 9);
    both.pay(47.99, 49);
    const parts = await both.compare(48);
    expect(found(parts)).toEqual([]);
    expect(looked(parts)).toBe(8);
    const byId = both.asked.filter(({ searchParams }) => searchParams.has('intentIds'));
    expect(byId.map(({ searchParams }) => searchParams.get('intentIds'))).toEqual(['pi_2', 'pi_7', 'pi_8']);
  });

  test('differ in what the provider does not have, wherever it is, and nothing is compared twice', async () => {
    const both = bothBooks();
    const lost = [both.pay(0), both.pay(0.999), both.pay(26, undefined, 'authorized'), both.pay(47.9)];
    for (const hours of [0.2, 3, 26, 40]) both.pay(hours, hours);
    both.pay(7, undefined, 'voided');
    both.pay(50);
    const expected = [`hold-missing ${lost[2]}`, ...[0, 1, 3].map((index) => `money-missing ${lost[index]}`)];
    for (const isInterrupted of [false, true]) {
      const parts = await both.compare(48, { isInterrupted });
      expect(found(parts)).toEqual(expected);
      expect(looked(parts)).toBe(4);
    }
  });

  test('are not compared with what has moved on meanwhile', async () => {
    const both = bothBooks();
    both.pay(1);
    const [payment] = both.payments;
    const { compare, asked } = both;
    const push = asked.push.bind(asked);
    asked.push = (...urls) => {
      if (urls[0]?.searchParams.has('intentIds') && payment) payment.step = 'refunding';
      return push(...urls);
    };
    expect(found(await compare(48))).toEqual([]);
    expect(payment?.step).toBe('refunding');
  });

  test('need few requests for a long and quiet time, and few at once for what is missing', async () => {
    const both = bothBooks();
    await both.compare(365 * 24);
    expect(both.asked.length).toBeLessThan(800);
    both.asked.length = 0;
    for (let count = 0; count < 45; count++) both.pay(1);
    expect(found(await both.compare(8))).toHaveLength(45);
    const sizes = both.asked.flatMap(({ searchParams }) => searchParams.get('intentIds')?.split(',').length ?? []);
    expect(sizes).toEqual([20, 20, 5]);
  });

  test('are compared from the start if a run was interrupted before it went by time', async () => {
    const both = bothBooks();
    const lost = both.pay(0);
    const period = { api: createApi(async () => ({ status: 500, body: {} })), from: at(0), before: at(1), now: new Date(at(2)) };
    await expect(books.intents?.(period, 'InBpXzEi').next()).rejects.toThrow('500');
    expect(found(await both.compare(1))).toEqual([`money-missing ${lost}`]);
  });
});

describe('a list that never ends', () => {
  test('is an error, and is not read forever', async () => {
    const api = createApi(async () => ({ status: 200, body: { items: [], nextCursor: 'same' } }));
    const reading = books.payments?.({ api, from: at(0), before: at(1), now: new Date(at(2)) });
    await expect(
      (async () => {
        for await (const _ of reading ?? []);
      })(),
    ).rejects.toThrow('the same page');
  });
});
