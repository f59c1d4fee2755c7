import { retryOnConflict } from '#shared/errors/outcome.ts';
import { conflict, ProblemError } from '#shared/errors/problem.ts';
import type { AdjustmentItem, StockItem } from '../schema.ts';
import type { StockStore } from '../stock-store.ts';

// A product that sells fast changes between any look and any write.
const triesMax = 12;

export type AdjustStock = Omit<AdjustmentItem, 'stock'>;

/**
 * Corrects a product's stock once per idempotency key; the same request again gets the first answer.
 * @throws ProblemError 409 when fewer pieces are available than it takes away, 422 for a key used with another body
 */
export async function adjustStock(request: AdjustStock, { stock }: { stock: StockStore }): Promise<StockItem> {
  return retryOnConflict(async () => {
    const made = await stock.findAdjustment(request.productId, request.adjustmentId);
    if (made) return replay(made, request);
    const before = await stock.find(request.productId);
    const after = adjusted(before ?? nothing(request.productId), request.delta);
    await stock.adjust(before, { ...request, stock: after });
    return after;
  }, triesMax);
}

function replay(made: AdjustmentItem, { requestHash }: AdjustStock): StockItem {
  if (made.requestHash === requestHash) return made.stock;
  throw new ProblemError(422, 'idempotency-key-reused', { title: 'This Idempotency-Key was used with another body' });
}

function adjusted(stock: StockItem, delta: number): StockItem {
  const available = stock.available + delta;
  if (available < 0) throw conflict('stock-too-low', 'Fewer pieces are available than that', { available: stock.available });
  return { ...stock, available, adjusted: stock.adjusted + delta };
}

const nothing = (productId: string): StockItem => ({
  productId,
  available: 0,
  reserved: 0,
  committed: 0,
  received: 0,
  adjusted: 0,
});
