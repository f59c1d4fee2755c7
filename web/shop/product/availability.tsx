import { CheckCircledIcon, CrossCircledIcon, ExclamationTriangleIcon } from '@radix-ui/react-icons';
import { Badge, Skeleton } from '@radix-ui/themes';
import { useQuery } from '@tanstack/react-query';
import { stockQuery } from './product-query.ts';

/** How many there are right now. Somebody else may buy them first: only placing the order decides. */
export function Availability({ productId }: { productId: string }) {
  const { data: stock, error } = useQuery(stockQuery(productId));
  if (error) return <Badge color="gray">Stock unknown right now</Badge>;
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
