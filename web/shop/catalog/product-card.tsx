import { Card, Flex, Skeleton, Text } from '@radix-ui/themes';
import { Link } from 'react-router';
import type { Schemas } from '../../../client/index.ts';
import { Money } from '../../parts/money.tsx';
import { Picture } from '../../parts/picture.tsx';

export function ProductCard({ product }: { product: Schemas['Product'] }) {
  const { productId, name, category, price } = product;
  return (
    <li>
      <Card asChild className="product-card">
        <Link to={`/products/${productId}`}>
          <Picture product={product} />
          <Flex direction="column" gap="1" mt="3">
            <Text size="1" color="gray" className="category">
              {category}
            </Text>
            <Text weight="medium" className="product-name">
              {name}
            </Text>
            <Text size="4" weight="bold">
              <Money of={price} />
            </Text>
          </Flex>
        </Link>
      </Card>
    </li>
  );
}

export const ProductCardSkeleton = () => (
  <li aria-hidden="true">
    <Card>
      <Skeleton width="100%" className="picture" />
      <Skeleton width="60%" height="1em" mt="3" />
      <Skeleton width="40%" height="1.5em" mt="2" />
    </Card>
  </li>
);
