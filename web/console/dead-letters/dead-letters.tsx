import { Skeleton, Text } from '@radix-ui/themes';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Pager } from '../parts/pager.tsx';
import { deadLettersQuery } from './dead-letter-query.ts';
import { DeadLetterTable } from './dead-letter-table.tsx';
import { Filters } from './filters.tsx';
import { RedriveMany } from './redrive-many.tsx';

/** Messages that could not be processed, newest first, a page at a time. */
export function DeadLetters() {
  const [search] = useSearchParams();
  const { data, error, refetch, isPending, isPlaceholderData } = useQuery(deadLettersQuery(search));
  const isOpen = (search.get('state') ?? 'open') === 'open';
  return (
    <Page title="Dead letters">
      <Filters />
      {error && <Trouble of={error} retry={refetch} />}
      {isPending && <Skeleton width="100%" height="12em" />}
      {data?.items.length === 0 && (
        <Text as="p" color="gray" role="status">
          {data.nextCursor ? 'None among those searched so far. There are older ones.' : 'There are none.'}
        </Text>
      )}
      {data && data.items.length > 0 && (
        <DeadLetterTable label="Dead letters" letters={data.items} isOutdated={isPlaceholderData} />
      )}
      <Pager nextCursor={data?.nextCursor} />
      {/* Also once all are redriven, so that the outcome stays on screen. */}
      {isOpen && data && <RedriveMany />}
    </Page>
  );
}
