import { Button, Card, Flex, Skeleton, Text } from '@radix-ui/themes';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Schemas } from '../../../client/index.ts';
import { api, orThrow } from '../../app/api.ts';
import { backingOff } from '../../app/back-off.ts';
import { Moment } from '../../parts/moment.tsx';
import { Money } from '../../parts/money.tsx';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Status } from '../../saga/status.tsx';

/** My orders, newest first. */
export function Orders() {
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useOrders();
  const orders = data?.pages.flatMap(({ items }) => items);
  return (
    <Page title="Your orders">
      {error && <Trouble of={error} retry={refetch} />}
      {isPending && <Skeleton width="100%" height="6em" />}
      {orders?.length === 0 && <NoOrders />}
      {orders && orders.length > 0 && (
        <Flex direction="column" gap="3" asChild>
          <ul className="plain-list">
            {orders.map((order) => (
              <OrderCard key={order.orderId} order={order} />
            ))}
          </ul>
        </Flex>
      )}
      {hasNextPage && (
        <Flex justify="center">
          <Button size="3" variant="soft" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show older orders
          </Button>
        </Flex>
      )}
    </Page>
  );
}

const useOrders = () =>
  useInfiniteQuery({
    queryKey: ['orders'],
    queryFn: ({ pageParam, signal }) =>
      orThrow(api.GET('/v1/orders', { params: { query: { limit: 20, ...(pageParam && { cursor: pageParam }) } }, signal })),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // The newest ones may still change on their own. Every page that is shown would be asked for again, so only the first one is.
    refetchInterval: (query) => isOpenAlone(query.state.data?.pages) && pause(query),
    refetchOnWindowFocus: (query) => (query.state.data?.pages.length ?? 0) <= 1,
  });

const pause = backingOff({ secondsMin: 1, secondsMax: 15 });

const isOpenAlone = (pages: readonly { items: readonly Schemas['Order'][] }[] = []): boolean =>
  pages.length === 1 && pages.flatMap(({ items }) => items).some(({ settled }) => !settled);

const NoOrders = () => (
  <Flex direction="column" gap="4" align="start">
    <Text as="p" color="gray">
      You have not ordered anything yet.
    </Text>
    <Button size="3" asChild>
      <Link to="/">Browse the shop</Link>
    </Button>
  </Flex>
);

function OrderCard({ order }: { order: Schemas['Order'] }) {
  const { orderId, lines, placedAt, total } = order;
  return (
    <li>
      <Card asChild size="2">
        <Link to={`/orders/${orderId}`}>
          <Flex justify="between" align="center" gap="3" wrap="wrap">
            <Flex direction="column" gap="1">
              <Text weight="medium">{lines.map(({ name, quantity }) => `${quantity} × ${name}`).join(', ')}</Text>
              <Text size="2" color="gray">
                <Moment at={placedAt} />
              </Text>
            </Flex>
            <Flex align="center" gap="4">
              <Text weight="bold">
                <Money of={total} />
              </Text>
              <Status order={order} />
            </Flex>
          </Flex>
        </Link>
      </Card>
    </li>
  );
}
