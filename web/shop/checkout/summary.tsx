import { Flex, Heading, Separator, Text } from '@radix-ui/themes';
import { Link } from 'react-router';
import { Money } from '../../parts/money.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { NotOrderable } from '../cart/not-orderable.tsx';
import { usePricedCart } from '../cart/priced-cart.ts';
import { Total } from '../cart/total.tsx';

/** What will be ordered, and what it costs. */
export function Summary() {
  const { lines, bill, error, retry } = usePricedCart();
  return (
    <>
      <Flex justify="between" align="baseline" mb="4">
        <Heading as="h2" size="4">
          Your order
        </Heading>
        <Text size="2">
          <Link to="/cart">Change</Link>
        </Text>
      </Flex>
      {error && <Trouble of={error} retry={retry} />}
      <NotOrderable bill={bill} />
      <Flex direction="column" gap="2" asChild>
        <ul className="plain-list">
          {lines.map(({ productId, product, quantity, isGone }) => (
            <Flex key={productId} justify="between" gap="3" asChild>
              <li>
                <span>
                  {quantity} × {product?.name ?? (isGone ? 'no longer for sale' : '…')}
                </span>
                {product && <Money of={{ ...product.price, amount: product.price.amount * quantity }} />}
              </li>
            </Flex>
          ))}
        </ul>
      </Flex>
      <Separator size="4" my="3" />
      <Flex justify="between">
        <Text weight="bold">Total</Text>
        <Text weight="bold">
          <Total of={bill} />
        </Text>
      </Flex>
    </>
  );
}
