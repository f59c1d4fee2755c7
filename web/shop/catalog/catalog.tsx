import { Button, Flex, Grid, Text } from '@radix-ui/themes';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { api, orThrow } from '../../app/api.ts';
import { Page } from '../../parts/page.tsx';
import { Search } from '../../parts/search.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Categories } from './categories.tsx';
import { ProductCard, ProductCardSkeleton } from './product-card.tsx';

/** The products for sale. Category and search text are in the address. */
export function Catalog() {
  const [search] = useSearchParams();
  const category = search.get('category') ?? undefined;
  const name = search.get('name') ?? undefined;
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useProducts({ category, name });
  const products = data?.pages.flatMap(({ items }) => items);
  return (
    <Page title={titleOf({ category, name })} aside={<Search />}>
      <Categories chosen={category} />
      {error && <Trouble of={error} retry={refetch} />}
      {products?.length === 0 && <NothingFound category={category} name={name} />}
      <Grid columns={{ initial: '2', sm: '3', md: '4' }} gap={{ initial: '3', sm: '5' }} asChild>
        <ul className="plain-list" aria-label="Products" aria-busy={isPending}>
          {products?.map((product) => (
            <ProductCard key={product.productId} product={product} />
          ))}
          {isPending && Array.from({ length: 8 }, (_, i) => <ProductCardSkeleton key={String(i)} />)}
        </ul>
      </Grid>
      {hasNextPage && (
        <Flex justify="center">
          <Button size="3" variant="soft" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
        </Flex>
      )}
    </Page>
  );
}

function titleOf({ category, name }: Filter): string {
  const found = category ? category.charAt(0).toUpperCase() + category.slice(1) : 'Everything we have';
  return name ? `${found} starting with “${name}”` : found;
}

const NothingFound = ({ category, name }: Filter) => (
  <Flex direction="column" gap="4" align="start">
    <Text as="p" color="gray" role="status">
      {name
        ? `No product name starts with “${name}”. The search looks at the start of names only.`
        : 'There is nothing for sale here right now.'}
    </Text>
    {(category || name) && (
      <Button size="3" variant="soft" asChild>
        <Link to="/">Show everything</Link>
      </Button>
    )}
  </Flex>
);

type Filter = { category: string | undefined; name: string | undefined };

const useProducts = ({ category, name }: Filter) =>
  useInfiniteQuery({
    queryKey: ['products', { category, name }],
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: 24, ...(category && { category }), ...(name && { name }), ...(pageParam && { cursor: pageParam }) };
      return orThrow(api.GET('/v1/catalog/products', { params: { query }, signal }));
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: 30_000,
    // It would request every shown page again.
    refetchOnWindowFocus: false,
  });
