import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Client } from '../../../../local/demo/client.ts';
import { execute } from '../../../../local/ops/commands.ts';
import { readCommand } from '../../../../local/ops/options.ts';

type Event = { id: string; type: string; data: object };
type Order = { orderId: string; status: string; placedAt: string; archivedAt?: string; forgotten?: true; open?: true };

let folder: string;
let path: string;
let orders: Order[];
let timelines: Map<string, Event[]>;
/** Answers in place of the API's own. */
let instead: (method: string, path: string) => { status: number; title: string } | undefined;
let asked: string[];

const order = (number: number, more: Partial<Order> = {}): Order => ({
  orderId: `order-${number}`,
  status: number % 2 ? 'DELIVERED' : 'CANCELLED',
  placedAt: `2026-0${number}-01T10:00:00.000Z`,
  ...more,
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'archive-'));
  path = join(folder, 'orders.jsonl');
  orders = [7, 6, 5, 4, 3, 2, 1].map((number) => order(number));
  timelines = new Map(orders.map(({ orderId }) => [orderId, [placed(orderId)]]));
  instead = () => undefined;
  asked = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const placed = (orderId: string): Event => ({ id: `placed-${orderId}`, type: 'OrderPlaced', data: { orderId } });

/** The API as far as archiving needs it, with pages of three orders. */
const client = {
  call: async (method: string, path: string, body?: { savedEvents?: string[] }) => {
    asked.push(`${method} ${path}`);
    const refusal = instead(method, path);
    return refusal ? { status: refusal.status, body: refusal } : answerTo(method, new URL(path, 'http://api'), body);
  },
} as unknown as Client;

function answerTo(method: string, { pathname, searchParams }: URL, { savedEvents = [] }: { savedEvents?: string[] } = {}) {
  if (pathname === '/v1/ops/orders') return { status: 200, body: pageOf(searchParams) };
  const [, area = '', orderId = '', action] = /^\/v1\/(.+)\/(order-\d+)(?:\/([\w-]+))?$/.exec(pathname) ?? [];
  const found = orders.find((each) => each.orderId === orderId);
  if (!found) return { status: 404, body: { title: 'No such order' } };
  const events = timelines.get(orderId) ?? [];
  if (action === 'archive') {
    found.archivedAt ??= '2026-11-28T00:00:00.000Z';
    timelines.set(
      orderId,
      events.filter(({ id }) => !savedEvents.includes(id)),
    );
  }
  if (action === 'forget-address') found.forgotten = true;
  if (action === 'timeline') return { status: 200, body: { events } };
  if (method === 'POST' || area === 'ops/orders') return { status: 200, body: dossierOf(found) };
  if (area === 'orders') return { status: 200, body: { orderId, shipTo: { name: 'Ada' } } };
  return area === 'billing/payments' ? { status: 200, body: { status: 'captured' } } : { status: 404, body: { title: 'None' } };
}

const dossierOf = ({ open, ...found }: Order) => ({ ...found, events: [], deadLetters: open ? [{ state: 'open' }] : [] });

function pageOf(query: URLSearchParams) {
  expect(Object.fromEntries(query)).toMatchObject({ archivable: 'true', before: '2026-08-01T00:00:00.000Z' });
  const from = Number(query.get('cursor') ?? 0);
  const items = orders.slice(from, from + 3).filter(({ archivedAt }) => !archivedAt);
  return { items, ...(from + 3 < orders.length ? { nextCursor: String(from + 3) } : {}) };
}

const archive = (...args: string[]) => execute(readCommand(['archive', '--before', '2026-08-01', '--to', path, ...args]), client);
const apply = () => archive('--apply', '--because', 'its time is over');
const saved = () =>
  readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
const posts = () => asked.filter((each) => each.startsWith('POST'));

describe('archiving old orders', () => {
  test('only counts them unless it is to be applied', async () => {
    const { text, json, isIncomplete } = await archive();
    expect(text.split('\n').map((line) => line.trim().split(/ {2,}/))).toEqual([
      ['status', 'placed from', 'until', 'orders'],
      ['CANCELLED', '2026-02-01T10:00:00Z', '2026-06-01T10:00:00Z', '3'],
      ['DELIVERED', '2026-01-01T10:00:00Z', '2026-07-01T10:00:00Z', '4'],
      [''],
      ["7 would be archived; --apply --because '...' does it"],
    ]);
    expect(json).toMatchObject({ applied: false, orders: 7, refused: [] });
    expect([posts(), existsSync(path), isIncomplete]).toEqual([[], false, false]);
  });

  test('saves each with all that is removed, then archives it in both services', async () => {
    const { text, isIncomplete } = await apply();
    expect(text).toContain(`7 archived, and saved in ${path}`);
    expect(isIncomplete).toBe(false);
    expect(orders.every(({ archivedAt, forgotten }) => archivedAt && forgotten)).toBe(true);
    expect([...timelines.values()].flat()).toEqual([]);
    expect(saved().map(({ orderId }) => orderId)).toEqual(orders.map(({ orderId }) => orderId));
    expect(saved()[0]).toEqual({
      ...order(7),
      ...{ shipTo: { name: 'Ada' }, events: [placed('order-7')], deadLetters: [] },
      ...{ participants: { payment: { status: 'captured' } }, savedAt: expect.any(String) },
    });
  });

  test('saves before it archives', async () => {
    instead = (method, asked) => {
      if (method === 'POST') expect(readFileSync(path, 'utf8')).toContain(`{"orderId":"${/order-\d/.exec(asked)?.[0]}"`);
      return undefined;
    };
    await apply();
    expect(posts()).toHaveLength(14);
  });

  test('loses no event that arrives between saving and archiving', async () => {
    const late = { id: 'late', type: 'ShipmentDelivered', data: {} };
    instead = (_, asked) => {
      if (asked.endsWith('order-3/archive')) timelines.get('order-3')?.push(late);
      return undefined;
    };
    await apply();
    expect([...timelines.values()].flat()).toEqual([late]);
  });

  test('finds nothing more when it is run again, and saves nothing twice', async () => {
    await apply();
    const before = readFileSync(path, 'utf8');
    expect((await apply()).text).toBe(`0 archived, and saved in ${path}`);
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  test('keeps an order with an open dead letter, and says so', async () => {
    orders[1] = order(6, { open: true });
    const { text, isIncomplete, json } = await apply();
    expect(text).toMatch(/order-6 +A dead letter of the order is open/);
    expect(text).toContain('6 archived, and saved in');
    expect([isIncomplete, orders[1].archivedAt, saved().length]).toEqual([true, undefined, 6]);
    expect(json).toMatchObject({ orders: 6, refused: [{ orderId: 'order-6' }] });
  });

  test('continues when the service refuses an order', async () => {
    instead = (_, asked) => (asked.endsWith('order-3/archive') ? { status: 409, title: 'The order is too young' } : undefined);
    const { text, isIncomplete } = await apply();
    expect(text).toMatch(/order-3 +The order is too young \(409\)/);
    expect([isIncomplete, orders.filter(({ archivedAt }) => archivedAt).length]).toEqual([true, 6]);
  });
});

describe('an interrupted run', () => {
  test.each([
    ['while it reads an order', (_: string, asked: string) => asked === '/v1/orders/order-3/timeline'],
    ['while it archives one', (_: string, asked: string) => asked === '/v1/ops/orders/order-3/archive'],
    [
      'while an address is to be forgotten',
      (_: string, asked: string) => asked === '/v1/shipping/shipments/order-3/forget-address',
    ],
  ])('is continued by the next, which archives all: %s', async (_, isHit) => {
    instead = (...request) => (isHit(...request) ? { status: 500, title: 'Something went wrong' } : undefined);
    await expect(apply()).rejects.toThrow('Something went wrong (500)');
    instead = () => undefined;
    await apply();
    expect(orders.every(({ archivedAt, forgotten }) => archivedAt && forgotten)).toBe(true);
    expect([...timelines.values()].flat()).toEqual([]);
    const ids = saved().map(({ orderId }) => orderId);
    expect(new Set(ids).size).toBe(7);
    expect(ids.length).toBeLessThanOrEqual(8);
    // The last line of each was written before it was archived, and so has everything.
    for (const each of saved()) expect(each.archivedAt).toBeUndefined();
  });

  test('does not continue the archive of another deployment', async () => {
    await apply();
    orders = [order(8)];
    await expect(apply()).rejects.toThrow('Is it the archive of another deployment?');
    expect(orders[0]?.archivedAt).toBeUndefined();
  });
});
