import { Card, Heading } from '@radix-ui/themes';
import { Link } from 'react-router';
import { unknownCustomer } from '#events/unknown-order.ts';
import type { Schemas } from '../../../client/index.ts';
import { Moment } from '../../parts/moment.tsx';
import { Copyable } from '../parts/copyable.tsx';

/** The ids by which it is found elsewhere: in logs, in traces, in other stores. */
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
        <Customer id={order.customerId} />
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

/** After a restore, an adopted order has no known customer. */
function Customer({ id }: { id: string }) {
  if (id === unknownCustomer) return <>Unknown: the order was lost, and adopted</>;
  return (
    <>
      <Copyable what="the customer id" text={id} /> <Link to={`/console/orders?customerId=${id}`}>all their orders</Link>
    </>
  );
}
