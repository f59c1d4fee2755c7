import { Card, Heading } from '@radix-ui/themes';
import { Link } from 'react-router';
import { unknownCustomer } from '#events/unknown-order.ts';
import type { Schemas } from '../../../client/index.ts';
import { isAdmin, useMe } from '../../app/me.ts';
import { Moment } from '../../parts/moment.tsx';
import { Copyable } from '../parts/copyable.tsx';
import { Fact, FactList } from '../parts/facts.tsx';

/** The ids by which it is found elsewhere: in logs, in traces, in other stores. */
export const Whose = ({ order }: { order: Schemas['OrderDossier'] }) => (
  <Card size="3">
    <Heading as="h2" size="4" mb="4">
      Where to find it
    </Heading>
    <FactList>
      <Fact name="Order">
        <Copyable what="the order id" text={order.orderId} />
      </Fact>
      <Fact name="Correlation id">
        <Copyable what="the correlation id" text={order.correlationId} />
      </Fact>
      <Fact name="Trace">
        <Copyable what="the trace id" text={order.traceId} />
      </Fact>
      <Fact name="Customer">
        <Customer id={order.customerId} />
      </Fact>
      <Fact name="Placed">
        <Moment at={order.placedAt} />
      </Fact>
      {order.decidedAt && (
        <Fact name="Decided">
          <Moment at={order.decidedAt} />
        </Fact>
      )}
    </FactList>
  </Card>
);

/** After a restore, an adopted order has no known customer. */
function Customer({ id }: { id: string }) {
  const { data: me } = useMe();
  if (id === unknownCustomer) return <>Unknown (recovered after a restore)</>;
  return (
    <>
      <Copyable what="the customer id" text={id} /> <Link to={`/console/orders?customerId=${id}`}>all their orders</Link>
      {isAdmin(me) && (
        <>
          , <Link to={`/console/accounts/${id}`}>their account</Link>
        </>
      )}
    </>
  );
}
