import { Button, Flex, Skeleton, Text } from '@radix-ui/themes';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { Money } from '../../parts/money.tsx';
import { Page } from '../../parts/page.tsx';
import { Search } from '../../parts/search.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Pager } from '../parts/pager.tsx';
import { Table } from '../parts/table.tsx';
import { productsQuery } from './product-query.ts';

/** The products for sale by name, a page at a time. */
export function Products() {
  const [search] = useSearchParams();
  const { data, error, refetch, isPending, isPlaceholderData } = useQuery(productsQuery(search));
  return (
    <Page
      title="Products"
      aside={
        <Flex gap="3" wrap="wrap">
          <Search />
          <Button size="3" asChild>
            <Link to="/console/products/new">New product</Link>
          </Button>
        </Flex>
      }
    >
      {error && <Trouble of={error} retry={refetch} />}
      {isPending && <Skeleton width="100%" height="12em" />}
      {data?.items.length === 0 && (
        <Text as="p" color="gray" role="status">
          No product name starts with that. Archived products are not listed.
        </Text>
      )}
      {data && data.items.length > 0 && (
        <Table label="Products" columns={['Name', 'Category', 'Price', 'Picture']} isOutdated={isPlaceholderData}>
          {data.items.map(({ productId, name, category, price, mediaUrl }) => (
            <tr key={productId}>
              <th scope="row">
                <Link to={`/console/products/${productId}`}>{name}</Link>
              </th>
              <td>
                <Link to={`?${new URLSearchParams({ category })}`}>{category}</Link>
              </td>
              <td className="number">
                <Money of={price} />
              </td>
              <td>{mediaUrl ? 'yes' : 'none'}</td>
            </tr>
          ))}
        </Table>
      )}
      <Pager nextCursor={data?.nextCursor} first="First" next="Next" />
    </Page>
  );
}
