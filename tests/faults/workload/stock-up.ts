import { products } from '../../../local/seed.ts';
import { scarce } from '../schedule.ts';
import type { Correction } from './history.ts';
import type { Person } from './people.ts';

const plenty = 50_000;

/** Adds plenty of everything except the scarce product. The books must show these corrections. */
export async function stockUp(admin: Person): Promise<Correction[]> {
  const wanted = Object.values(products).filter(({ productId }) => productId !== scarce.productId);
  return Promise.all(
    wanted.map(async ({ productId }) => {
      const headers = { 'idempotency-key': 'plenty' };
      const { status } = await admin.call(
        'POST',
        `/v1/inventory/${productId}/adjustments`,
        { delta: plenty, reason: 'plenty' },
        headers,
      );
      if (status !== 200) throw new Error(`The shelves could not be filled: ${status}`);
      return { productId, delta: plenty, isAcknowledged: true };
    }),
  );
}
