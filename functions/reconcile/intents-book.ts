import { z } from 'zod';
import { type Api, ordersMax } from './api.ts';
import { type Asked, type Compared, knownOf, lists } from './book.ts';
import { compareIntent, compareUnlisted, isHeld, isOrderId } from './compare-outside.ts';
import type { IntentEntry, PaymentEntry } from './entries.ts';
import type { Finding } from './finding.ts';
import { pagesOf } from './paging.ts';

const ledger = '/v1/billing/intents';
const hour = 3_600_000;

/** How much of the period is compared at once: longer when there is little in it, so that neither memory nor requests grow with it. */
const spans = { first: hour, min: hour / 4, max: 24 * hour, few: 1_000, many: 10_000 };

/** The most intents to ask about in one request, because billing asks the provider for each. Only those that were not listed where expected. */
const idsMax = 20;

/**
 * Compares the provider's books with ours, and ours with the provider's. The provider lists by time, and so do we: what we hold for the
 * orders of an hour is read first, then the provider lists that hour. The few that it lists in another hour, because it created them
 * later, are asked for by their ids; what it does not have either is missing. An interrupted run resumes with the hour it was in.
 */
export async function* intentsBook({ api, from, before, now }: Asked, cursor?: string): AsyncGenerator<Compared> {
  const end = Date.parse(before);
  let span = spans.first;
  for (let start = startAt(cursor, from); start < end; ) {
    const period = { start, end: Math.min(start + span, end) };
    const claims = await claimsIn(api, period);
    const { findings, intents } = await compareListed(api, { period, now, claims });
    findings.push(...(await compareMissing(api, [...claims])));
    yield { findings, looked: { intents }, cursor: period.end < end ? isoOf(period.end) : undefined };
    start = period.end;
    if (intents < spans.few) span = Math.min(span * 2, spans.max);
    if (intents > spans.many) span = Math.max(span / 2, spans.min);
  }
}

type Period = { start: number; end: number };
/** The orders' ids by the ids of the intents that our books say hold money. */
type Claims = Map<string, string>;

/** A cursor from a build that did not go hour by hour is not a time: then the book is compared from its start. */
const startAt = (cursor: string | undefined, from: string): number =>
  Date.parse(z.iso.datetime().safeParse(cursor).success && cursor ? cursor : from);

async function claimsIn(api: Api, period: Period): Promise<Claims> {
  const claims: Claims = new Map();
  for await (const { items } of pagesOf<PaymentEntry>(api, lists.payments, window(period)))
    for (const payment of items) if (isHeld(payment) && payment.intentId) claims.set(payment.intentId, payment.orderId);
  return claims;
}

type Listing = { period: Period; now: Date; claims: Claims };

/** Compares what the provider lists, and takes it off the claims. */
async function compareListed(api: Api, { period, now, claims }: Listing): Promise<{ findings: Finding[]; intents: number }> {
  const findings: Finding[] = [];
  let intents = 0;
  for await (const { items } of pagesOf<IntentEntry>(api, ledger, window(period))) {
    for (const { intentId } of items) claims.delete(intentId);
    // The provider's seconds may begin before the period and end after it.
    const inside = items.filter(({ createdAt }) => isIn(period, createdAt));
    findings.push(...(await compareIntents(api, inside, now)));
    intents += inside.length;
  }
  return { findings, intents };
}

async function compareIntents(api: Api, intents: readonly IntentEntry[], now: Date): Promise<Finding[]> {
  const ids = intents.flatMap(({ orderId }) => (isOrderId(orderId) ? [orderId] : []));
  const payments = await api.ofOrders<PaymentEntry>(lists.payments, ids);
  const known = await knownOf(api, ids);
  return intents.flatMap((intent) => {
    const { orderId = '' } = intent;
    return compareIntent(intent, { ...known(orderId), payment: payments.get(orderId) }, now);
  });
}

/** What the provider does not have, of what our books say it holds. Both are read again, since either may have moved on. */
async function compareMissing(api: Api, claims: readonly [intentId: string, orderId: string][]): Promise<Finding[]> {
  const missing: (typeof claims)[number][] = [];
  for (const some of inParts(claims, idsMax)) {
    const { items } = await api.page<IntentEntry>(ledger, { intentIds: some.map(([intentId]) => intentId).join() });
    const there = new Set(items.map(({ intentId }) => intentId));
    missing.push(...some.filter(([intentId]) => !there.has(intentId)));
  }
  const findings: Finding[] = [];
  for (const some of inParts(missing, ordersMax)) {
    const ids = some.map(([, orderId]) => orderId);
    const payments = await api.ofOrders<PaymentEntry>(lists.payments, ids);
    for (const payment of payments.values()) findings.push(...compareUnlisted(payment));
  }
  return findings;
}

const isoOf = (moment: number): string => new Date(moment).toISOString();
const window = ({ start, end }: Period) => ({ from: isoOf(start), before: isoOf(end) });
const isIn = ({ start, end }: Period, instant: string): boolean => Date.parse(instant) >= start && Date.parse(instant) < end;

function* inParts<T>(all: readonly T[], size: number): Generator<T[]> {
  for (let done = 0; done < all.length; done += size) yield all.slice(done, done + size);
}
