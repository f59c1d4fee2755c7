import { type Unchargeable, whyUnchargeable } from '#events/chargeable.ts';
import type { Money } from '#events/money.ts';
import type { OrderLine } from '#events/orders.ts';

/** A line as the customer requests it; we set the price. */
export type WantedLine = { productId: string; quantity: number };

/** A product's current catalog entry and stock. */
export type ShelfItem = { productId: string; name: string; price: Money; archived: boolean; available: number };

/** A product that is not in stock in the requested quantity. */
export type ShortLine = { productId: string; requested: number; available: number };

export type Quote =
  | { kind: 'priced'; lines: OrderLine[]; total: Money }
  /** The indexes of lines whose product does not exist or is no longer sold. */
  | { kind: 'unknownProducts'; lineIndexes: number[] }
  | { kind: 'mixedCurrencies' }
  | { kind: 'outOfStock'; lines: ShortLine[] }
  /** The payment provider would refuse to charge this total. */
  | { kind: 'unchargeable'; why: Unchargeable };

/** Prices the requested lines, or says why they cannot be ordered. Stock may change before it is reserved; the reservation decides. */
export function quote(wanted: readonly WantedLine[], shelf: ReadonlyMap<string, ShelfItem>): Quote {
  const lines: OrderLine[] = [];
  const lineIndexes: number[] = [];
  for (const [index, { productId, quantity }] of wanted.entries()) {
    const item = shelf.get(productId);
    if (item && !item.archived) lines.push({ productId, name: item.name, quantity, unitPrice: item.price });
    else lineIndexes.push(index);
  }
  if (lineIndexes.length > 0) return { kind: 'unknownProducts', lineIndexes };
  const currencies = new Set(lines.map((line) => line.unitPrice.currency));
  const [currency] = currencies;
  if (currency === undefined || currencies.size > 1) return { kind: 'mixedCurrencies' };
  const short = shortLines(wanted, shelf);
  if (short.length > 0) return { kind: 'outOfStock', lines: short };
  const amount = lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice.amount, 0);
  const why = whyUnchargeable({ amount, currency });
  return why ? { kind: 'unchargeable', why } : { kind: 'priced', lines, total: { amount, currency } };
}

/** Compares totals per product, because several lines may request the same one. */
function shortLines(wanted: readonly WantedLine[], shelf: ReadonlyMap<string, ShelfItem>): ShortLine[] {
  const requested = new Map<string, number>();
  for (const { productId, quantity } of wanted) requested.set(productId, (requested.get(productId) ?? 0) + quantity);
  return [...requested]
    .map(([productId, quantity]) => ({ productId, requested: quantity, available: shelf.get(productId)?.available ?? 0 }))
    .filter((line) => line.requested > line.available);
}
