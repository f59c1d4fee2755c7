import { Card, Heading } from '@radix-ui/themes';
import { Link } from 'react-router';
import type { Schemas } from '../../../client/index.ts';
import { Moment } from '../../parts/moment.tsx';
import { Copyable } from '../parts/copyable.tsx';

/** What leads to it elsewhere: its ids, and the ids in log lines. */
export const Whose = ({ order }: { order: Schemas['OrderDossier'] }) => (
  <Card size="3">
    <Heading as="h2" size="4" mb="4">
      Where to find it
    </Heading>
    <dl className="facts">
      <dt>Order</dt>
      <dd>
        <Copyable what="the order id" text={order.orderId} />
      </dd>
      <dt>Correlation id</dt>
      <dd>
        <Copyable what="the correlation id" text={order.correlationId} />
      </dd>
      <dt>Trace</dt>
      <dd>
        <Copyable what="the trace id" text={order.traceId} />
      </dd>
      <dt>Customer</dt>
      <dd>
        <Copyable what="the customer id" text={order.customerId} />{' '}
        <Link to={`/console/orders?customerId=${order.customerId}`}>all their orders</Link>
      </dd>
      <dt>Placed</dt>
      <dd>
        <Moment at={order.placedAt} />
      </dd>
      {order.decidedAt && (
        <>
          <dt>Decided</dt>
          <dd>
            <Moment at={order.decidedAt} />
          </dd>
        </>
      )}
    </dl>
  </Card>
);
