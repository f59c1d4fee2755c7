import { Button, Card, Flex, Grid, Heading, Skeleton } from '@radix-ui/themes';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { RefusedError, type Schemas } from '../../../client/index.ts';
import { api, orThrow } from '../../app/api.ts';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Act } from '../parts/act.tsx';
import { Adjustments } from './adjustments.tsx';
import { Archived } from './archived.tsx';
import { EditProduct } from './edit-product.tsx';
import { ProductPicture } from './product-picture.tsx';
import { archivalQuery, taggedProductQuery } from './product-query.ts';
import { Stock } from './stock.tsx';

/** A product: its details, its picture, its stock; once it is archived, who did that and why. */
export function ProductPage() {
  const { productId = '' } = useParams();
  const { data, error, refetch } = useQuery(taggedProductQuery(productId));
  const isMissing = error instanceof RefusedError && error.status === 404;
  const {
    data: archival,
    error: archivalError,
    refetch: readArchival,
    isLoading,
  } = useQuery({
    ...archivalQuery(productId),
    enabled: isMissing,
  });
  // Archived meanwhile, it is still in memory.
  const forSale = isMissing ? undefined : data;
  const isUnknown = archivalError instanceof RefusedError && archivalError.status === 404;
  const name = data?.product.name ?? archival?.name ?? 'Product';
  return (
    <Page title={name} aside={forSale && <Aside product={forSale.product} />}>
      {archivalError && !isUnknown && <Trouble of={archivalError} retry={readArchival} />}
      {error && (!isMissing || isUnknown) && <Trouble of={error} retry={refetch} />}
      {((!data && !error) || isLoading) && <Skeleton width="100%" height="12em" />}
      <Grid columns={{ initial: '1', md: '3fr 2fr' }} gap="5" align="start">
        {archival && <Archived archival={archival} />}
        {forSale && (
          <Card size="3">
            <Heading as="h2" size="4" mb="4">
              Details
            </Heading>
            <EditProduct {...forSale} />
          </Card>
        )}
        <Flex direction="column" gap="5">
          {forSale && <ProductPicture product={forSale.product} />}
          {/* Sold items may come back after their product is archived, so the stock is always shown. */}
          <Stock productId={productId} />
          <Adjustments productId={productId} />
        </Flex>
      </Grid>
    </Page>
  );
}

function Aside({ product: { productId, name } }: { product: Schemas['Product'] }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const archive = async (reason: string) => {
    await orThrow(api.DELETE('/v1/catalog/products/{productId}', { params: { path: { productId } }, body: { reason } }));
    queries.removeQueries({ queryKey: ['console', 'product', productId] });
    void queries.invalidateQueries({ queryKey: ['console', 'products'] });
    await navigate('/console/products');
  };
  return (
    <Flex gap="3">
      <Button variant="soft" asChild>
        <Link to={`/products/${productId}`}>In the shop</Link>
      </Button>
      <Act name="Archive" title={`Take ${name} out of the catalog?`} about={productId} color="red" act={archive}>
        It can no longer be ordered. Orders already placed stay as they are. This cannot be undone: to sell it again, add it as a
        new product.
      </Act>
    </Flex>
  );
}
