import { TrashIcon } from '@radix-ui/react-icons';
import { Box, Button, Card, Flex, IconButton, Separator, Skeleton, Text } from '@radix-ui/themes';
import { Link } from 'react-router';
import { useFocusAfterwards } from '../../parts/focus-afterwards.ts';
import { Money } from '../../parts/money.tsx';
import { Page } from '../../parts/page.tsx';
import { Picture } from '../../parts/picture.tsx';
import { Quantity } from '../../parts/quantity.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { without, withQuantity } from './cart.ts';
import { changeCart } from './cart-store.ts';
import { NotOrderable } from './not-orderable.tsx';
import { usePricedCart } from './priced-cart.ts';
import { Total } from './total.tsx';

export function Cart() {
  const { lines, bill, error, retry } = usePricedCart();
  if (lines.length === 0) return <EmptyCart />;
  return (
    <Page title="Your cart">
      {error && <Trouble of={error} retry={retry} />}
      <NotOrderable bill={bill} />
      <Card size="3">
        <Flex direction="column" gap="4" asChild>
          <ul className="plain-list">
            {lines.map((line) => (
              <Line key={line.productId} line={line} />
            ))}
          </ul>
        </Flex>
        <Separator size="4" my="4" />
        <Flex justify="between" align="center" wrap="wrap" gap="4">
          <Text size="5">
            Total{' '}
            <strong>
              <Total of={bill} />
            </strong>
          </Text>
          {bill.kind === 'total' ? (
            <Button size="3" asChild>
              <Link to="/checkout">Check out</Link>
            </Button>
          ) : (
            <Button size="3" disabled>
              Check out
            </Button>
          )}
        </Flex>
      </Card>
    </Page>
  );
}

const EmptyCart = () => (
  <Page title="Your cart">
    <Flex direction="column" gap="4" align="start">
      <Text as="p" color="gray">
        There is nothing in your cart yet.
      </Text>
      <Button size="3" asChild>
        <Link to="/">Browse the shop</Link>
      </Button>
    </Flex>
  </Page>
);

type Line = ReturnType<typeof usePricedCart>['lines'][number];

function Line({ line: { productId, quantity, product, isGone } }: { line: Line }) {
  useFocusAfterwards();
  const name = product?.name ?? 'this product';
  return (
    <Flex asChild gap={{ initial: '3', sm: '4' }} align="center" wrap="wrap">
      <li>
        <Box className="thumbnail">{product && <Picture product={product} />}</Box>
        <Flex direction="column" flexGrow="1" className="cart-name">
          {product && <Link to={`/products/${productId}`}>{name}</Link>}
          {!product && !isGone && <Skeleton>Product name</Skeleton>}
          {isGone && <Text color="red">This is no longer for sale.</Text>}
          {product && (
            <Text size="2" color="gray">
              <Money of={product.price} /> each
            </Text>
          )}
        </Flex>
        <Quantity
          value={quantity}
          label={`Quantity of ${name}`}
          onChange={(quantity) => changeCart((cart) => withQuantity(cart, { productId, quantity }))}
        />
        <Text weight="medium" className="line-total">
          {product && <Money of={{ ...product.price, amount: product.price.amount * quantity }} />}
        </Text>
        <IconButton
          variant="soft"
          color="gray"
          aria-label={`Remove ${name}`}
          onClick={() => changeCart((cart) => without(cart, productId))}
        >
          <TrashIcon />
        </IconButton>
      </li>
    </Flex>
  );
}
