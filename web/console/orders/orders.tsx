import { Badge, Flex, Skeleton, Text } from '@radix-ui/themes';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { unknownCustomer } from '#events/unknown-order.ts';
import type { Schemas } from '../../../client/index.ts';
import { Moment } from '../../parts/moment.tsx';
import { Money } from '../../parts/money.tsx';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Status } from '../../saga/status.tsx';
import { Pager } from '../parts/pager.tsx';
import { Table } from '../parts/table.tsx';
import { Filters } from './filters.tsx';
import { ordersQuery } from './order-query.ts';

/** The orders that match the filters, newest first, a page at a time: there may be very many. */
export function Orders() {
  const [search] = useSearchParams();
  const { data, error, refetch, isPending, isPlaceholderData } = useQuery(ordersQuery(search));
  return (
    <Page title="Orders">
      <Filters />
      {error && <Trouble of={error} retry={refetch} />}
      {isPending && <Skeleton width="100%" height="12em" />}
      {data?.items.length === 0 && (
        <Text as="p" color="gray" role="status">
          No order matches.
        </Text>
      )}
      {data && data.items.length > 0 && (
        <Table label="Orders" columns={['Order', 'Status', 'Waits for', 'Total', 'Placed']} isOutdated={isPlaceholderData}>
          {data.items.map((order) => (
            <OrderRow key={order.orderId} order={order} />
          ))}
        </Table>
      )}
      <Pager nextCursor={data?.nextCursor} />
    </Page>
  );
}

function OrderRow({ order }: { order: Schemas['OperatorOrder'] }) {
  const { orderId, customerId, waitingFor, total, placedAt } = order;
  return (
    <tr>
      <th scope="row">
        <Link to={`/console/orders/${orderId}`}>
          <code>{orderId}</code>
        </Link>
        <Text as="p" size="1" color="gray">
          by {customerId === unknownCustomer ? 'an unknown customer' : <Link to={`?customerId=${customerId}`}>{customerId}</Link>}
        </Text>
      </th>
      <td>
        <Flex gap="2" wrap="wrap">
          <Status order={order} />
          <Needs order={order} />
        </Flex>
      </td>
      <td>{waitingFor.map(({ service, event }) => `${event} from ${service}`).join(', ')}</td>
      <td className="number">
        <Money of={total} />
      </td>
      <td>
        <Moment at={placedAt} />
      </td>
    </tr>
  );
}

type Noted = Pick<Schemas['OperatorOrder'], 'overdue' | 'parkedAt' | 'archivedAt'>;

/** What an operator should notice first. */
export const Needs = ({ order: { overdue, parkedAt, archivedAt } }: { order: Noted }) => (
  <>
    {overdue && (
      <Badge color="red" size="2">
        Overdue
      </Badge>
    )}
    {parkedAt && (
      <Badge color="gray" size="2">
        Parked
      </Badge>
    )}
    {archivedAt && (
      <Badge color="gray" size="2">
        Archived
      </Badge>
    )}
  </>
);
