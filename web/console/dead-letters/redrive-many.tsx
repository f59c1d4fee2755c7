import { Button, Card, Flex, Heading, Text } from '@radix-ui/themes';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Schemas } from '../../../client/index.ts';
import { api, orThrow } from '../../app/api.ts';
import { serverNow } from '../../app/clock.ts';
import { useDraft } from '../../app/draft.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { paramsOf } from '../parts/search-params.ts';
import { TextAreaField } from '../parts/text-area-field.tsx';
import { filterNames } from './dead-letter-query.ts';
import { Outcomes } from './outcomes.tsx';

const atOnce = 50;

/** Redrives the dead letters that the address asks for, a batch at a time. What would be done is shown first. */
export function RedriveMany() {
  const [search] = useSearchParams();
  const filter = paramsOf(search, filterNames);
  // Only what has been shown may be sent, so other filters need another dry run.
  return <RedriveThese key={JSON.stringify(filter)} filter={filter} />;
}

type Body = Schemas['WhichToRedrive'];

function RedriveThese({ filter }: { filter: Body['filter'] }) {
  const queries = useQueryClient();
  const { draft, change, discard } = useDraft('redrive many', { reason: '' });
  const [cursor, setCursor] = useState<string>();
  // If newer ones have arrived, the newest would not be the ones that were shown.
  const ask = (dryRun: boolean, shownAt: string) => {
    const which = { filter: { ...filter, before: filter.before ?? shownAt }, limit: atOnce, ...(cursor && { cursor }) };
    const body = { ...which, reason: draft.reason.trim(), dryRun };
    return orThrow(api.POST('/v1/ops/dead-letters/redrive', { body }));
  };
  const dryRun = useMutation({ mutationFn: (shownAt: string) => ask(true, shownAt) });
  const redrive = useMutation({
    mutationFn: (shownAt: string) => ask(false, shownAt),
    onSuccess: ({ nextCursor }) => {
      dryRun.reset();
      setCursor(nextCursor);
      if (!nextCursor) discard();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['ops'] }),
  });
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    redrive.reset();
    dryRun.mutate(new Date(serverNow()).toISOString());
  };
  const tried = dryRun.data?.items.length ?? 0;
  const shownAt = dryRun.variables;
  return (
    <Card size="3">
      <Heading as="h2" size="4" mb="2">
        Redrive what was found
      </Heading>
      <Text as="p" size="2" color="gray" mb="4">
        Sends the newest {atOnce} open dead letters that match the filters to their queues again, then the next {atOnce}. A
        service that has already processed one does nothing. First see what would be sent.
      </Text>
      <form onSubmit={submit}>
        <Flex direction="column" gap="4">
          <TextAreaField
            label="Why? It is recorded with your name."
            required
            maxLength={200}
            value={draft.reason}
            onChange={({ target }) => change({ reason: target.value })}
          />
          <Flex gap="3" wrap="wrap">
            <Button type="submit" variant="soft" loading={dryRun.isPending}>
              {cursor ? 'See what would be sent next' : 'See what would be sent'}
            </Button>
            {shownAt && tried > 0 && (
              <Button
                type="button"
                color="amber"
                variant="soft"
                loading={redrive.isPending}
                onClick={() => redrive.mutate(shownAt)}
              >
                {tried === 1 ? 'Redrive this one' : `Redrive these ${tried}`}
              </Button>
            )}
          </Flex>
        </Flex>
      </form>
      {(redrive.error ?? dryRun.error) && <Trouble of={redrive.error ?? dryRun.error} />}
      <Outcomes of={dryRun.data ?? redrive.data} />
    </Card>
  );
}
