import { Button, Card, Flex, Heading, Text } from '@radix-ui/themes';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SyntheticEvent } from 'react';
import { isProblem, RefusedError } from '../../../client/index.ts';
import { api, orThrow } from '../../app/api.ts';
import { useDraft } from '../../app/draft.ts';
import { Field } from '../../parts/field.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Fact, FactList } from '../parts/facts.tsx';
import { forgetKey, keyFor } from '../parts/key-for.ts';
import { adjustmentsQuery, stockQuery } from './product-query.ts';

/** How many pieces there are, and a form to adjust that. */
export function Stock({ productId }: { productId: string }) {
  const { data, error, refetch } = useQuery(stockQuery(productId));
  return (
    <Card size="3">
      <Heading as="h2" size="4" mb="4">
        Stock
      </Heading>
      {error && <Trouble of={error} retry={refetch} />}
      {data && (
        <FactList>
          <Fact name="Available">{data.available}</Fact>
          <Fact name="Reserved">{data.reserved ?? 0}</Fact>
          <Fact name="Sold">{data.committed ?? 0}</Fact>
        </FactList>
      )}
      {data && <Adjust productId={productId} />}
    </Card>
  );
}

function Adjust({ productId }: { productId: string }) {
  const { draft, change, discard } = useDraft(`stock ${productId}`, { delta: '', reason: '' });
  const { mutate, error, isPending, isSuccess } = useAdjusting(productId, discard);
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    mutate({ delta: Number(draft.delta), reason: draft.reason.trim() });
  };
  const isTooLow = error instanceof RefusedError && isProblem(error.problem, 'stock-too-low');
  return (
    <form onSubmit={submit}>
      <Flex direction="column" gap="3" mt="4" align="stretch">
        <Field
          label="Quantity to add (negative to remove)"
          type="number"
          step={1}
          min={-1_000_000}
          max={1_000_000}
          required
          value={draft.delta}
          error={isTooLow ? 'That many are not available.' : undefined}
          onChange={({ target }) => change({ delta: target.value })}
        />
        <Field
          label="Why? It is recorded with your name."
          required
          maxLength={200}
          value={draft.reason}
          onChange={({ target }) => change({ reason: target.value })}
        />
        {error && !isTooLow && <Trouble of={error} />}
        <Flex gap="3" align="center">
          <Button type="submit" loading={isPending}>
            {buttonText(draft.delta)}
          </Button>
          <Text size="2" role="status">
            {isSuccess && draft.delta === '' && 'Adjusted.'}
          </Text>
        </Flex>
      </Flex>
    </form>
  );
}

/** What the button will do. */
function buttonText(delta: string): string {
  const pieces = Number(delta);
  if (!pieces) return 'Adjust stock';
  const many = Math.abs(pieces) === 1 ? '1 piece' : `${Math.abs(pieces)} pieces`;
  return pieces > 0 ? `Add ${many}` : `Take ${many} out`;
}

function useAdjusting(productId: string, discard: () => void) {
  const queries = useQueryClient();
  const what = `stock ${productId}`;
  return useMutation({
    mutationFn: (body: { delta: number; reason: string }) => {
      const params = { path: { productId }, header: { 'idempotency-key': keyFor(what, body) } };
      return orThrow(api.POST('/v1/inventory/{productId}/adjustments', { params, body }));
    },
    onSuccess: (stock) => {
      forgetKey(what);
      discard();
      queries.setQueryData(stockQuery(productId).queryKey, stock);
      void queries.invalidateQueries({ queryKey: adjustmentsQuery(productId).queryKey });
    },
  });
}
