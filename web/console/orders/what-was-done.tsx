import { Card, Heading } from '@radix-ui/themes';
import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '../../../client/index.ts';
import { ActionList } from '../parts/action-list.tsx';
import { isHeardOf, paymentQuery, shipmentQuery } from './order-query.ts';

type Action = NonNullable<Schemas['Payment']['actions']>[number];

/** What operators did to an order, its payment and its shipment. */
export function WhatWasDoneToOrder({ order }: { order: Schemas['OrderDossier'] }) {
  const payment = useQuery({ ...paymentQuery(order.orderId, order), enabled: isHeardOf(order.payment, order) });
  const shipment = useQuery({ ...shipmentQuery(order.orderId, order), enabled: isHeardOf(order.shipment, order) });
  const all: Action[] = [...order.actions, ...(payment.data?.actions ?? []), ...(shipment.data?.actions ?? [])];
  return <WhatWasDone actions={all.toSorted((one, other) => other.at.localeCompare(one.at))} />;
}

/** What operators did, the latest first: who, when and why. */
export const WhatWasDone = ({ actions }: { actions: readonly Action[] }) => (
  <Card size="3">
    <Heading as="h2" size="4" mb="4">
      What operators did
    </Heading>
    <ActionList label="What operators did" actions={actions.map((one) => ({ ...one, by: one.operatorId }))} />
  </Card>
);
