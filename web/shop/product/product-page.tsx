import { Box, Button, Card, Flex, Grid, Skeleton, Text, Link as TextLink } from '@radix-ui/themes';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { Schemas } from '../../../client/index.ts';
import { useDraft } from '../../app/draft.ts';
import { Money } from '../../parts/money.tsx';
import { Page } from '../../parts/page.tsx';
import { Picture } from '../../parts/picture.tsx';
import { Quantity } from '../../parts/quantity.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { linesMax, withMore } from '../cart/cart.ts';
import { changeCart, useCart } from '../cart/cart-store.ts';
import { Availability } from './availability.tsx';
import { isGone, productQuery, stockQuery } from './product-query.ts';

export function ProductPage() {
  const { productId = '' } = useParams();
  const { data, error, refetch } = useQuery(productQuery(productId));
  const product = isGone(error) ? undefined : data;
  return (
    <Page title={product?.name ?? 'Product'} heading={product ? product.name : error ? 'Product' : <Skeleton>Product</Skeleton>}>
      {error && <Trouble of={error} retry={refetch} />}
      {product && (
        <Grid columns={{ initial: '1', sm: '2' }} gap="6">
          <Card className="picture-card">
            <Picture product={product} />
          </Card>
          <Offer product={product} />
        </Grid>
      )}
    </Page>
  );
}

function Offer({ product }: { product: Schemas['Product'] }) {
  const { productId, category, description, price } = product;
  return (
    <Flex direction="column" gap="4" align="start">
      <TextLink asChild size="2" className="category">
        <Link to={`/?category=${encodeURIComponent(category)}`}>{category}</Link>
      </TextLink>
      <Text size="8" weight="bold">
        <Money of={price} />
      </Text>
      <Availability productId={productId} />
      {description && (
        <Text as="p" className="description">
          {description}
        </Text>
      )}
      <AddToCart productId={productId} name={product.name} />
    </Flex>
  );
}

function AddToCart({ productId, name }: { productId: string; name: string }) {
  const { draft, change, discard } = useDraft(`quantity ${productId}`, { quantity: 1 });
  const { data: stock } = useQuery(stockQuery(productId));
  const cart = useCart();
  const inCart = cart.find((line) => line.productId === productId)?.quantity ?? 0;
  const isFull = !inCart && cart.length >= linesMax;
  const isSoldOut = stock?.available === 0;
  const add = () => {
    changeCart((cart) => withMore(cart, { productId, quantity: draft.quantity }));
    discard();
  };
  return (
    <Box>
      <Flex gap="3" align="end" wrap="wrap">
        <Quantity value={draft.quantity} onChange={(quantity) => change({ quantity })} label={`Quantity of ${name}`} />
        <Button size="3" disabled={isSoldOut || isFull} onClick={add}>
          {isSoldOut ? 'Sold out' : 'Add to cart'}
        </Button>
        {inCart > 0 && (
          <Button size="3" variant="soft" asChild>
            <Link to="/cart">Go to cart</Link>
          </Button>
        )}
      </Flex>
      <Text as="p" size="2" color="gray" mt="2" role="status">
        {isFull && `The cart is full: an order holds at most ${linesMax} products.`}
        {inCart > 0 && `${inCart} in your cart`}
      </Text>
    </Box>
  );
}
