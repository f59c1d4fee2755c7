import { Button, Flex } from '@radix-ui/themes';
import { Link, useSearchParams } from 'react-router';
import { withParams } from './search-params.ts';

/** Links to the other pages of a list. The current place is in the address. */
export function Pager({
  nextCursor,
  first = 'Newest',
  next = 'Older',
}: {
  nextCursor?: string | undefined;
  first?: string;
  next?: string;
}) {
  const [search] = useSearchParams();
  if (!nextCursor && !search.has('cursor')) return null;
  return (
    <Flex gap="3" justify="center" asChild>
      <nav aria-label="Pages">
        {search.has('cursor') && (
          <Button variant="soft" asChild>
            <Link to={withParams(search, { cursor: undefined })}>{first}</Link>
          </Button>
        )}
        {nextCursor && (
          <Button variant="soft" asChild>
            <Link to={withParams(search, { cursor: nextCursor })}>{next}</Link>
          </Button>
        )}
      </nav>
    </Flex>
  );
}
