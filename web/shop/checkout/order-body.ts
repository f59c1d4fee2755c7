import type { Schemas } from '../../../client/index.ts';
import type { Amount } from '../../parts/money-text.ts';
import type { Cart } from '../cart/cart.ts';
import type { CheckoutDraft } from './checkout-draft.ts';
import type { PaidWith } from './payment.ts';

/**
 * The body of the request that places the order.
 * @param expectedTotal what the customer was shown: at another price nothing is ordered
 */
export function orderBody(cart: Cart, draft: CheckoutDraft, paidWith: PaidWith, expectedTotal: Amount): Schemas['PlaceOrder'] {
  const { name, line1, line2, city, region, country } = draft;
  // Some countries have none.
  const postalCode = paidWith.postalCode ?? draft.postalCode.trim();
  return {
    lines: cart.map(({ productId, quantity }) => ({ productId, quantity })),
    paymentMethod: paidWith.paymentMethod,
    shipTo: {
      name: name.trim(),
      line1: line1.trim(),
      ...(line2.trim() && { line2: line2.trim() }),
      city: city.trim(),
      ...(region.trim() && { region: region.trim() }),
      ...(postalCode && { postalCode }),
      country,
    },
    expectedTotal,
  };
}
