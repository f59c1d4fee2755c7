import { ExclamationTriangleIcon } from '@radix-ui/react-icons';
import { Button, Callout, Flex, Text } from '@radix-ui/themes';
import { type Cart, without, withQuantity } from '../cart/cart.ts';
import { changeCart } from '../cart/cart-store.ts';
import { usePricedCart } from '../cart/priced-cart.ts';

type Short = { productId: string; requested: number; available: number };

/** Not enough in stock: which products are short, how much of each is left, and a button that orders what is left. */
export function Shortage({ lines }: { lines: readonly Short[] }) {
  const { lines: cart } = usePricedCart();
  const nameOf = (productId: string) => cart.find((line) => line.productId === productId)?.product?.name ?? 'A product';
  return (
    <Callout.Root color="red" role="alert">
      <Callout.Icon>
        <ExclamationTriangleIcon />
      </Callout.Icon>
      <Flex direction="column" gap="2" align="start">
        <Text size="2" weight="bold">
          Not enough stock.
        </Text>
        {lines.map(({ productId, requested, available }) => (
          <Text key={productId} size="2">
            {nameOf(productId)}: {available === 0 ? 'sold out' : `${available} left`}, you asked for {requested}.
          </Text>
        ))}
        <Button type="button" variant="soft" color="red" onClick={() => changeCart((cart) => lines.reduce(settleFor, cart))}>
          Order what is left
        </Button>
      </Flex>
    </Callout.Root>
  );
}

const settleFor = (cart: Cart, { productId, available }: Short): Cart =>
  available > 0 ? withQuantity(cart, { productId, quantity: available }) : without(cart, productId);
