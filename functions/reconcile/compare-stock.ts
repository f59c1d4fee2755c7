import type { ReservationEntry, StockEntry } from './entries.ts';
import type { Finding } from './finding.ts';

type Held = Pick<StockEntry, 'reserved' | 'committed'>;
export type HeldByProduct = Map<string, Held>;

/** Adds what a reservation holds or has taken. */
export function addHeld(held: HeldByProduct, { step, lines }: ReservationEntry): void {
  if (step !== 'reserved' && step !== 'committed') return;
  for (const { productId, quantity } of lines) {
    const { reserved = 0, committed = 0 } = held.get(productId) ?? {};
    const pools = { reserved, committed };
    pools[step] += quantity;
    held.set(productId, pools);
  }
}

/** The stock as listed before and after the reservations were counted. */
export type Counts = { before: ReadonlyMap<string, StockEntry>; after: ReadonlyMap<string, StockEntry>; held: HeldByProduct };

/**
 * Compares each product's counters with the sums of its reservations, and with each other. The sums are only right for a product whose
 * stock did not move while they were counted: one that sells all the time is `uncounted`, and is counted at a quieter hour.
 */
export function compareStock({ before, after, held }: Counts): { findings: Finding[]; uncounted: number } {
  const findings: Finding[] = [];
  let uncounted = 0;
  for (const stock of after.values()) {
    const wasStill = isSame(before.get(stock.productId), stock);
    if (!wasStill) uncounted++;
    findings.push(...differences(stock, wasStill ? (held.get(stock.productId) ?? { reserved: 0, committed: 0 }) : undefined));
  }
  for (const [productId, counted] of held)
    if (!after.has(productId) && !before.has(productId))
      findings.push(finding('stock-miscounted', productId, `${told(counted)}; no stock of it is recorded`));
  return { findings, uncounted };
}

function differences(stock: StockEntry, counted: Held | undefined): Finding[] {
  const { productId, available, reserved, committed, received, adjusted } = stock;
  const isBalanced = received + adjusted === available + reserved + committed;
  const isCounted = !counted || (counted.reserved === reserved && counted.committed === committed);
  if (isBalanced && isCounted) return [];
  const there = `${received} received and ${adjusted} adjusted, ${available} available, ${reserved} reserved, ${committed} committed`;
  const kind = isBalanced ? 'stock-miscounted' : 'stock-unbalanced';
  const isMendable = counted && received + adjusted >= counted.reserved + counted.committed;
  if (!isMendable) return [finding(kind, productId, there)];
  const recount = { seen: { available, reserved, committed }, counted };
  return [{ ...finding(kind, productId, `${there}; ${told(counted)}`), repair: 'recount', recount }];
}

const finding = (kind: Finding['kind'], about: string, detail: string): Finding => ({ kind, about, detail, repair: 'by-hand' });
const told = ({ reserved, committed }: Held) => `reservations hold ${reserved} and have taken ${committed}`;

function isSame(one: StockEntry | undefined, other: StockEntry): boolean {
  const pools = ['available', 'reserved', 'committed', 'received', 'adjusted'] as const;
  return one !== undefined && pools.every((pool) => one[pool] === other[pool]);
}
