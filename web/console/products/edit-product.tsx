import { Button, Callout, Flex, Text } from '@radix-ui/themes';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { isProblem, RefusedError, type Schemas } from '../../../client/index.ts';
import { api } from '../../app/api.ts';
import { useDraft } from '../../app/draft.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { Conflict } from './conflict.tsx';
import { ProductFields } from './product-fields.tsx';
import { strongTagOf, taggedProductQuery } from './product-query.ts';
import { type Flaws, flawsIn, type ProductValues, patchOf, valuesOf } from './product-values.ts';
import { refusedFields } from './refused-fields.ts';

type Tagged = { product: Schemas['Product']; etag: string };

/** The changes, and the version they are based on, so that nothing others save in the meantime is overwritten unnoticed. */
type Draft = { values: ProductValues; base: ProductValues; etag: string };

export function EditProduct({ product, etag }: Tagged) {
  const seen = valuesOf(product);
  const { draft, isBegun, change, discard } = useDraft<Draft>(`product ${product.productId}`, { values: seen, base: seen, etag });
  const [flaws, setFlaws] = useState<Flaws>({});
  const { mutate, error, isPending, data: saved, reset } = useSaving(product.productId, discard);
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = flawsIn(draft.values);
    setFlaws(found);
    if (Object.keys(found).length === 0) mutate(draft);
  };
  const keepMine = () => {
    change({ ...draft, etag });
    mutate({ ...draft, etag });
  };
  const takeTheirs = () => {
    discard();
    reset();
  };
  const isConflict = error instanceof RefusedError && isProblem(error.problem, 'precondition-failed');
  const refused = refusedFields(error);
  return (
    <form onSubmit={submit}>
      <Flex direction="column" gap="4">
        <ProductFields
          values={draft.values}
          flaws={{ ...refused, ...flaws }}
          change={(changed) => change({ ...draft, values: { ...draft.values, ...changed } })}
        />
        {isConflict && (
          <Conflict {...draft} now={seen} isStale={etag === draft.etag} keepMine={keepMine} takeTheirs={takeTheirs} />
        )}
        {error && !isConflict && Object.keys(refused).length === 0 && <Trouble of={error} />}
        {saved?.warnings?.map(({ message }) => (
          <Callout.Root key={message} color="amber">
            <Callout.Text>{message}</Callout.Text>
          </Callout.Root>
        ))}
        <Flex gap="3" align="center" wrap="wrap">
          <Button size="3" type="submit" disabled={!isBegun} loading={isPending}>
            Save
          </Button>
          {isBegun && (
            <Button size="3" type="button" variant="soft" color="gray" onClick={takeTheirs}>
              Discard my changes
            </Button>
          )}
          <Text size="2" role="status">
            {saved && !isBegun && 'Saved.'}
          </Text>
        </Flex>
      </Flex>
    </form>
  );
}

function useSaving(productId: string, discard: () => void) {
  const queries = useQueryClient();
  const { queryKey } = taggedProductQuery(productId);
  return useMutation({
    mutationFn: async ({ values, base, etag }: Draft) => {
      const params = { path: { productId }, header: { 'if-match': etag } };
      const body = patchOf(values, base);
      const answer = await api.PATCH('/v1/catalog/products/{productId}', { params, body });
      if (!answer.data) throw new RefusedError(answer.error, answer.response);
      const { warnings, ...product } = answer.data;
      queries.setQueryData(queryKey, { product, etag: strongTagOf(answer.response) });
      return { warnings };
    },
    onSuccess: () => {
      discard();
      void queries.invalidateQueries({ queryKey: ['console', 'products'] });
    },
    // Someone else was first: show their version.
    onError: () => queries.invalidateQueries({ queryKey }),
  });
}
