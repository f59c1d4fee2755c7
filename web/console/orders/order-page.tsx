import { Callout, Card, Flex, Grid, Heading, Link, Skeleton, Text } from '@radix-ui/themes';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { Schemas } from '../../../client/index.ts';
import { configurationQuery } from '../../app/configuration-query.ts';
import { Moment } from '../../parts/moment.tsx';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Lanes } from '../../saga/lanes.tsx';
import { OrderLines } from '../../saga/order-lines.tsx';
import { Status } from '../../saga/status.tsx';
import { Archived } from '../../saga/story.tsx';
import { DeadLetterTable } from '../dead-letters/dead-letter-table.tsx';
import { Actions } from './actions.tsx';
import { dossierQuery, timelineQuery } from './order-query.ts';
import { Needs } from './orders.tsx';
import { Owed } from './owed.tsx';
import { Participants } from './participants.tsx';
import { Timeline } from './timeline.tsx';
import { WhatWasDoneToOrder } from './what-was-done.tsx';
import { Whose } from './whose.tsx';

/** Everything known about an order, and what can be done about it. */
export function OrderPage() {
  const { orderId = '' } = useParams();
  const { data: order, error, refetch } = useQuery(dossierQuery(orderId));
  return (
    <Page
      title="Order"
      aside={
        order && (
          <Flex gap="2">
            <Status order={order} />
            <Needs order={order} />
          </Flex>
        )
      }
    >
      {error && <Trouble of={error} retry={refetch} />}
      {!order && !error && <Skeleton width="100%" height="12em" />}
      {order && <Dossier order={order} />}
    </Page>
  );
}

function Dossier({ order }: { order: Schemas['OrderDossier'] }) {
  const { data: events, error, refetch } = useQuery(timelineQuery(order.orderId, order));
  return (
    <>
      <Outlook order={order} />
      {!order.archivedAt && (
        <Card size="3">
          <Heading as="h2" size="4" mb="4">
            The saga
          </Heading>
          {/* Until the timeline has caught up, the events that the order itself knows of are drawn. */}
          <Lanes
            order={{ ...order, waitingFor: order.owed }}
            events={events ?? order.events.map((event) => ({ ...event, data: {} }))}
            isOverdue={order.overdue}
          />
        </Card>
      )}
      <Grid columns={{ initial: '1', md: '3fr 2fr' }} gap="5" align="start">
        <Flex direction="column" gap="5">
          <Card size="3">
            <Heading as="h2" size="4" mb="4">
              Timeline
            </Heading>
            {error && <Trouble of={error} retry={refetch} />}
            {order.archivedAt && <Archived at={order.archivedAt} />}
            {(!order.archivedAt || (events?.length ?? 0) > 0) && <Timeline events={events ?? []} />}
            <TraceLink orderId={order.orderId} />
          </Card>
          <Letters letters={order.deadLetters} />
        </Flex>
        <Flex direction="column" gap="5">
          <Whose order={order} />
          <Participants order={order} />
          <OrderLines order={order} heading="What was ordered" />
          <WhatWasDoneToOrder order={order} />
        </Flex>
      </Grid>
    </>
  );
}

/** To where this deployment's traces are collected, if they are. */
function TraceLink({ orderId }: { orderId: string }) {
  const { traceUrl } = useQuery(configurationQuery()).data ?? {};
  if (!traceUrl) return null;
  return (
    <Text as="p" size="2" mt="4">
      <Link href={traceUrl.replaceAll('{orderId}', orderId)} target="_blank" rel="noreferrer">
        Its trace
      </Link>
    </Text>
  );
}

/** What is holding it up, and what can be done. */
function Outlook({ order }: { order: Schemas['OrderDossier'] }) {
  const { settled, overdue, parkedAt, announcedAgain, announcedNext } = order;
  return (
    <Callout.Root color={settled ? 'green' : overdue ? 'red' : 'indigo'} size="2" variant="surface">
      <Flex direction="column" gap="3">
        <Owed order={order} />
        {parkedAt && (
          <Text as="p" size="2">
            Parked <Moment at={parkedAt} />: it is not announced again until it is resumed.
          </Text>
        )}
        {announcedNext && (
          <Text as="p" size="2">
            Its last event has been due again {announcedAgain === 1 ? 'once' : `${announcedAgain} times`}; next{' '}
            <Moment at={announcedNext} />. It is published unless too many messages wait.
          </Text>
        )}
        <Actions order={order} />
      </Flex>
    </Callout.Root>
  );
}

const Letters = ({ letters }: { letters: readonly Schemas['DeadLetter'][] }) => (
  <Card size="3">
    <Heading as="h2" size="4" mb="4">
      Dead letters
    </Heading>
    {letters.length === 0 ? (
      <Text as="p" size="2" color="gray">
        None: every message about it was processed, or is on its way.
      </Text>
    ) : (
      <DeadLetterTable label="Dead letters of this order" letters={letters} />
    )}
  </Card>
);
