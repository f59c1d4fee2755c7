import { CheckCircledIcon, CrossCircledIcon, ExclamationTriangleIcon } from '@radix-ui/react-icons';
import { Badge, Button, Flex, Skeleton } from '@radix-ui/themes';
import { useQuery } from '@tanstack/react-query';
import { stockQuery } from './product-query.ts';

/** How many are available right now. Someone else may buy them first: only placing the order decides. */
export function Availability({ productId }: { productId: string }) {
  const { data: stock, error, isFetching, refetch } = useQuery(stockQuery(productId));
  if (error)
    return (
      <Flex gap="3" align="center">
        <Badge color="gray" size="2">
          Stock unknown right now
        </Badge>
        <Button size="1" variant="ghost" loading={isFetching} onClick={() => void refetch()}>
          Try again
        </Button>
      </Flex>
    );
  if (!stock) return <Skeleton width="7em" height="1.5em" />;
  if (stock.available === 0)
    return (
      <Badge color="red" size="2">
        <CrossCircledIcon /> Sold out
      </Badge>
    );
  if (stock.available <= 10)
    return (
      <Badge color="amber" size="2">
        <ExclamationTriangleIcon /> Only {stock.available} left
      </Badge>
    );
  return (
    <Badge color="green" size="2">
      <CheckCircledIcon /> {stock.available} in stock
    </Badge>
  );
}
