import { ExclamationTriangleIcon } from '@radix-ui/react-icons';
import { Callout } from '@radix-ui/themes';
import type { Bill } from './priced-lines.ts';

/** Why this cart cannot be ordered as it is, and what to do about it. */
export function NotOrderable({ bill: { kind } }: { bill: Bill }) {
  if (kind === 'total' || kind === 'unknown') return null;
  return (
    <Callout.Root color="amber" role="alert">
      <Callout.Icon>
        <ExclamationTriangleIcon />
      </Callout.Icon>
      <Callout.Text>{texts[kind]}</Callout.Text>
    </Callout.Root>
  );
}

const texts = {
  somethingGone: 'Something in your cart is no longer for sale. Remove it from the cart to continue.',
  mixedCurrencies:
    'Your cart has prices in more than one currency, and an order can only have one. Remove the products of one currency, and order them separately.',
};
