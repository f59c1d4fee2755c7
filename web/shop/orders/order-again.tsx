import { Button } from '@radix-ui/themes';
import { useNavigate } from 'react-router';
import type { Schemas } from '../../../client/index.ts';
import { withMore } from '../cart/cart.ts';
import { changeCart } from '../cart/cart-store.ts';

/** Puts the products of a cancelled order back in the cart. */
export function OrderAgain({ lines }: Pick<Schemas['Order'], 'lines'>) {
  const navigate = useNavigate();
  const putBack = () => {
    changeCart((cart) => lines.reduce(withMore, cart));
    void navigate('/cart');
  };
  return (
    <Button variant="soft" onClick={putBack}>
      Put it back in the cart
    </Button>
  );
}
