import { Button, Text } from '@radix-ui/themes';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Schemas } from '../../../client/index.ts';
import { linesMax, missingIn, withMore } from '../cart/cart.ts';
import { changeCart } from '../cart/cart-store.ts';

type Lines = Schemas['Order']['lines'];

/** Puts the products of a cancelled order back in the cart, and says which of them no longer fit. */
export function OrderAgain({ lines }: { lines: Lines }) {
  const navigate = useNavigate();
  const [leftOut, setLeftOut] = useState<Lines>([]);
  const putBack = () => {
    const missing = missingIn(
      changeCart((cart) => lines.reduce(withMore, cart)),
      lines,
    );
    setLeftOut(missing);
    if (missing.length === 0) void navigate('/cart');
  };
  if (leftOut.length > 0) return <NotAll of={leftOut} />;
  return (
    <Button variant="soft" onClick={putBack}>
      Put it back in the cart
    </Button>
  );
}

const NotAll = ({ of: lines }: { of: Lines }) => (
  <Text as="p" size="2" role="alert">
    The cart is full: an order holds at most {linesMax} products. Not in the cart: {lines.map(({ name }) => name).join(', ')}.{' '}
    <Link to="/cart">Go to cart</Link>
  </Text>
);
