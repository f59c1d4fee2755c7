import { Button } from '@radix-ui/themes';
import { useNavigate } from 'react-router';
import type { Schemas } from '../../../client/index.ts';
import { withMore } from '../cart/cart.ts';
import { changeCart } from '../cart/cart-store.ts';

/** The way on after an order that came to nothing: its products are in the cart again. */
export function OrderAgain({ lines }: Pick<Schemas['Order'], 'lines'>) {
  const navigate = useNavigate();
  const putBack = () => {
    changeCart((cart) => lines.reduce(withMore, cart));
    void navigate('/cart');
  };
  return (
    <Button variant="soft" onClick={putBack}>
      Put it into the cart again
    </Button>
  );
}
