import { useSyncExternalStore } from 'react';
import { stored } from '../../app/stored.ts';
import { type Cart, cartFrom } from './cart.ts';

const kept = stored<Cart>('cart', cartFrom);
const empty: Cart = [];

const read = (): Cart => kept.read() ?? empty;

/** The cart, kept across visits and the same in every tab. */
export const useCart = (): Cart => useSyncExternalStore(kept.subscribe, read);

/**
 * Changes the cart as it is now, which another tab may have changed since this page was drawn.
 * @returns the changed cart
 */
export function changeCart(change: (cart: Cart) => Cart): Cart {
  const changed = change(read());
  kept.write(changed);
  return changed;
}
