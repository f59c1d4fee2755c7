import { Callout, Card, Flex, Grid, Heading, Skeleton, Text } from '@radix-ui/themes';
import { useParams } from 'react-router';
import type { Schemas } from '../../../client/index.ts';
import { Moment } from '../../parts/moment.tsx';
import { Money } from '../../parts/money.tsx';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Lanes } from '../../saga/lanes.tsx';
import { OrderLines } from '../../saga/order-lines.tsx';
import { Status } from '../../saga/status.tsx';
import { mayCancel, statusWords } from '../../saga/status-words.ts';
import { Archived, Story } from '../../saga/story.tsx';
import { CancelOrder } from './cancel-order.tsx';
import { OrderAgain } from './order-again.tsx';
import { ShipTo } from './ship-to.tsx';
import { useOrder } from './use-order.ts';
import { Waiting } from './waiting.tsx';

/** An order, as it happens. */
export function OrderPage() {
  const { orderId = '' } = useParams();
  const { order, timeline } = useOrder(orderId);
  const { data } = order;
  return (
    <Page title="Your order" aside={data && <Status order={data} />}>
      {order.error && <Trouble of={order.error} retry={order.refetch} />}
      {!data && !order.error && <Skeleton width="100%" height="12em" />}
      {data && (
        <>
          <Outlook order={data} />
          {!data.archivedAt && (
            <Card size="3" className="saga-card">
              <Heading as="h2" size="4" mb="4">
                Progress
              </Heading>
              <Lanes order={data} events={timeline.data ?? []} />
            </Card>
          )}
          <Grid columns={{ initial: '1', md: '3fr 2fr' }} gap="5" align="start">
            <Card size="3">
              <Heading as="h2" size="4" mb="4">
                What has happened
              </Heading>
              {timeline.error && <Trouble of={timeline.error} retry={timeline.refetch} />}
              {data.archivedAt ? <Archived at={data.archivedAt} /> : <Story events={timeline.data ?? []} />}
            </Card>
            <Flex direction="column" gap="5">
              <OrderLines order={data} />
              {data.shipTo && <ShipTo address={data.shipTo} />}
            </Flex>
          </Grid>
        </>
      )}
    </Page>
  );
}

/** What the status means, what comes next, and what the customer can do. */
function Outlook({ order }: { order: Schemas['Order'] }) {
  const { color, text } = statusWords(order);
  return (
    <Callout.Root color={color} size="2" variant="surface">
      <Flex direction="column" gap="2">
        {/* Read out when it changes. */}
        <Text as="p" size="4" weight="medium" role="status">
          {text}
        </Text>
        <Waiting order={order} />
        <Text as="p" size="2">
          Placed <Moment at={order.placedAt} />, for <Money of={order.total} />
          {mayCancel(order) && (
            <>
              . It is decided <Moment at={order.deadline} /> at the latest
            </>
          )}
          .
        </Text>
        <CancelOrder key={order.orderId} order={order} />
        {order.status === 'CANCELLED' && (
          <div>
            <OrderAgain lines={order.lines} />
          </div>
        )}
      </Flex>
    </Callout.Root>
  );
}
