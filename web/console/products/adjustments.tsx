import { Button, Card, Flex, Heading, Text } from '@radix-ui/themes';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Moment } from '../../parts/moment.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { adjustmentsQuery } from './product-query.ts';

/** Who adjusted the stock, when, by how much and why, latest first. */
export function Adjustments({ productId }: { productId: string }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(adjustmentsQuery(productId));
  const adjustments = data?.pages.flatMap(({ items }) => items);
  return (
    <Card size="3">
      <Heading as="h2" size="4" mb="4">
        Adjustments
      </Heading>
      {error && <Trouble of={error} retry={refetch} />}
      {adjustments?.length === 0 && (
        <Text as="p" size="2" color="gray">
          None yet.
        </Text>
      )}
      <Flex direction="column" gap="3" asChild>
        <ul className="plain-list">
          {adjustments?.map(({ delta, reason, adjustedBy, adjustedAt, availableAfter }) => (
            <li key={adjustedAt + adjustedBy + delta}>
              <Text as="p" size="2">
                <strong className="figure">{delta > 0 ? `+${delta}` : delta}</strong>: {reason}
                {availableAfter !== undefined && `, ${availableAfter} available afterwards`}
              </Text>
              <Text as="p" size="1" color="gray">
                <Moment at={adjustedAt} /> by <code className="id">{adjustedBy}</code>
              </Text>
            </li>
          ))}
        </ul>
      </Flex>
      {hasNextPage && (
        <Button mt="4" variant="soft" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Older ones
        </Button>
      )}
    </Card>
  );
}
