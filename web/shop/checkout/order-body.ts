import type { Schemas } from '../../../client/index.ts';
import type { Cart } from '../cart/cart.ts';
import type { Draft } from './draft.ts';
import { testCards } from './test-cards.ts';

/** The order as it is asked for. */
export function orderBody(cart: Cart, draft: Draft): Schemas['PlaceOrder'] {
  const { card, name, line1, line2, city, postalCode, country } = draft;
  const chosen: { paymentMethod: string; postalCode?: string } = testCards[card] ?? testCards.accepted;
  return {
    lines: cart.map(({ productId, quantity }) => ({ productId, quantity })),
    paymentMethod: chosen.paymentMethod,
    shipTo: {
      name: name.trim(),
      line1: line1.trim(),
      ...(line2.trim() && { line2: line2.trim() }),
      city: city.trim(),
      postalCode: chosen.postalCode ?? postalCode.trim(),
      country,
    },
  };
}
