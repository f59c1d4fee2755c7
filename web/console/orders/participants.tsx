import { Card, Flex, Heading, Text } from '@radix-ui/themes';
import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '../../../client/index.ts';
import { api, orThrow } from '../../app/api.ts';
import { Money } from '../../parts/money.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { isHeardOf, paymentQuery, reservationQuery, shipmentQuery } from './order-query.ts';
import { Resolve, ResolveCapture, UndoTrouble } from './undo-trouble.tsx';

type Props = { order: Schemas['OrderDossier'] };

/** What each participant holds for this order. */
export const Participants = ({ order }: Props) => (
  <Card size="3">
    <Flex direction="column" gap="4">
      <Reservation order={order} />
      <Payment order={order} />
      <Shipment order={order} />
    </Flex>
  </Card>
);

function Reservation({ order }: Props) {
  const { orderId, stock, lines } = order;
  const { data, error, refetch } = useQuery(reservationQuery(orderId, order));
  const step = data?.step ?? stock;
  const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <section>
      <Heading as="h2" size="4" mb="2">
        Reservation
      </Heading>
      {error && <Trouble of={error} retry={refetch} />}
      <Text as="p" size="2">
        {step === 'none' ? 'Not reserved yet' : step}
        {pieces > 0 && (pieces === 1 ? ', 1 piece' : `, ${pieces} pieces`)}
      </Text>
    </section>
  );
}

function Payment({ order }: Props) {
  const { orderId } = order;
  const { data, error, refetch } = useQuery({ ...paymentQuery(orderId, order), enabled: isHeardOf(order.payment, order) });
  const { status, amount, currency, failure } = data ?? {};
  const params = { path: { orderId } };
  const ask = (body: Schemas['PaymentResolution']) =>
    orThrow(api.POST('/v1/billing/payments/{orderId}/resolve', { params, body }));
  return (
    <section>
      <Heading as="h2" size="4" mb="2">
        Payment
      </Heading>
      {error && <Trouble of={error} retry={refetch} />}
      <Text as="p" size="2">
        {status ?? 'Nothing is known yet'}
        {amount !== undefined && currency !== undefined && (
          <>
            , <Money of={{ amount, currency }} />
          </>
        )}
        {failure && `, refused to ${failure.phase}: ${failure.code}`}
      </Text>
      {failure?.detail && (
        <Text as="p" size="2" color="gray">
          {failure.detail}
        </Text>
      )}
      <UndoTrouble trouble={data?.trouble} resolution={data?.resolution} />
      {data?.trouble?.of === 'capture' && <ResolveCapture orderId={orderId} ask={ask} />}
      {data?.trouble && data.trouble.of !== 'capture' && <Resolve what="payment" orderId={orderId} ask={ask} />}
    </section>
  );
}

function Shipment({ order }: Props) {
  const { orderId } = order;
  const { data, error, refetch } = useQuery({ ...shipmentQuery(orderId, order), enabled: isHeardOf(order.shipment, order) });
  const params = { path: { orderId } };
  return (
    <section>
      <Heading as="h2" size="4" mb="2">
        Shipment
      </Heading>
      {error && <Trouble of={error} retry={refetch} />}
      <Text as="p" size="2">
        {data?.status ?? 'Nothing is known yet'}
        {data?.trackingNumber && `, tracking number ${data.trackingNumber}`}
        {data?.failure && `: ${data.failure.code}`}
      </Text>
      <UndoTrouble trouble={data?.trouble} resolution={data?.resolution} />
      {data?.trouble && (
        <Resolve
          what="shipment"
          orderId={orderId}
          ask={(body) => orThrow(api.POST('/v1/shipping/shipments/{orderId}/resolve', { params, body }))}
        />
      )}
    </section>
  );
}
