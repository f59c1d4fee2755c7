import { retryOnConflict } from '#shared/errors/outcome.ts';
import { conflict, notFound } from '#shared/errors/problem.ts';
import { keyReused } from '#shared/http/idempotency.ts';
import type { AdjustmentItem, StockItem } from '../schema.ts';
import { type StockStore, StockTooLowError } from '../stock-store.ts';

// Only concurrent writes to the same product conflict.
const triesMax = 12;

/**
 * Corrects a product's stock once per idempotency key; a repeat gets the first response again.
 * @throws ProblemError 404 if the product was never in the catalog, 409 if fewer pieces are available than it removes, 422 if the key
 * was used with another body
 */
export async function adjustStock(request: AdjustmentItem, { stock }: { stock: StockStore }): Promise<StockItem> {
  const made = await retryOnConflict(() => findOrMake(request, stock), triesMax);
  if (made.stock) return made.stock;
  const after = await stock.find(request.productId);
  if (!after) throw new Error('A product that was adjusted has no stock');
  return stock.noteStock(made, after);
}

async function findOrMake(request: AdjustmentItem, stock: StockStore): Promise<AdjustmentItem> {
  const made = await stock.findAdjustment(request.productId, request.adjustmentId);
  if (made && made.requestHash !== request.requestHash) throw keyReused();
  if (made) return made;
  if (!(await stock.findOfProduct(request.productId))) throw notFound('No such product');
  try {
    await stock.adjust(request);
    return request;
  } catch (error) {
    if (!(error instanceof StockTooLowError)) throw error;
    throw conflict('stock-too-low', 'Not that many pieces are available', { available: error.available });
  }
}
