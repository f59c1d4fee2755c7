import { Button, Card, Flex } from '@radix-ui/themes';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { api, orThrow } from '../../app/api.ts';
import { useDraft } from '../../app/draft.ts';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { forgetKey, keyFor } from '../parts/key-for.ts';
import { ProductFields } from './product-fields.tsx';
import { detailsOf, type Flaws, flawsIn, noValues, type ProductValues } from './product-values.ts';
import { refusedFields } from './refused-fields.ts';

export function NewProduct() {
  const { draft, change, discard } = useDraft('new product', noValues);
  const [flaws, setFlaws] = useState<Flaws>({});
  const { mutate, error, isPending } = useAdding(discard);
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = flawsIn(draft);
    setFlaws(found);
    if (Object.keys(found).length === 0) mutate(draft);
  };
  const refused = refusedFields(error);
  return (
    <Page title="New product">
      <Card size="3">
        <form onSubmit={submit}>
          <Flex direction="column" gap="4">
            <ProductFields values={draft} flaws={{ ...refused, ...flaws }} change={change} />
            {error && Object.keys(refused).length === 0 && <Trouble of={error} />}
            <Flex gap="3">
              <Button size="3" type="submit" loading={isPending}>
                Add product
              </Button>
              <Button size="3" type="button" variant="soft" color="gray" onClick={discard}>
                Clear the form
              </Button>
            </Flex>
          </Flex>
        </form>
      </Card>
    </Page>
  );
}

function useAdding(discard: () => void) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (values: ProductValues) => {
      const body = detailsOf(values);
      const header = { 'idempotency-key': keyFor('new product', body) };
      return orThrow(api.POST('/v1/catalog/products', { params: { header }, body }));
    },
    onSuccess: async ({ productId }) => {
      forgetKey('new product');
      discard();
      void queries.invalidateQueries({ queryKey: ['console', 'products'] });
      await navigate(`/console/products/${productId}`);
    },
  });
}
