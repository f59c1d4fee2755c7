import { Flex } from '@radix-ui/themes';
import { useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '../../../client/index.ts';
import { api, orThrow } from '../../app/api.ts';
import { expectChange } from '../../app/back-off.ts';
import { Act } from '../parts/act.tsx';

type Props = { order: Schemas['OrderDossier'] };

/** What can be done about an order as it is now. */
export function Actions({ order }: Props) {
  const { settled, parkedAt, shipment } = order;
  return (
    <Flex gap="3" wrap="wrap" className="actions">
      {!settled && !parkedAt && <Nudge order={order} />}
      {!settled && !parkedAt && <Park order={order} />}
      {parkedAt && <Resume order={order} />}
      {shipment === 'ready' && <Dispatch order={order} />}
      {shipment === 'dispatched' && <Deliver order={order} />}
    </Flex>
  );
}

/** Reloads the order soon after an action, and repeatedly: the button stays until the action's event has arrived. */
function useAgain(order: Props['order']) {
  const queries = useQueryClient();
  return (dossier?: Schemas['OrderDossier']) => {
    const queryKey = ['ops', 'order', order.orderId];
    if (dossier) queries.setQueryData(queryKey, dossier);
    expectChange(queries.getQueryData(queryKey) ?? order);
    void queries.invalidateQueries({ queryKey: ['ops'] });
  };
}

function Nudge({ order }: Props) {
  const again = useAgain(order);
  const params = { path: { orderId: order.orderId } };
  const act = (reason: string) => orThrow(api.POST('/v1/ops/orders/{orderId}/nudge', { params, body: { reason } })).then(again);
  return (
    <Act name="Nudge" title="Nudge this order?" about={order.orderId} act={act}>
      Its last event is published now instead of when it is due, even if many messages wait, so every service looks at the order
      again. No service does anything twice.
    </Act>
  );
}

function Park({ order }: Props) {
  const again = useAgain(order);
  const params = { path: { orderId: order.orderId } };
  const act = (reason: string) => orThrow(api.POST('/v1/ops/orders/{orderId}/park', { params, body: { reason } })).then(again);
  return (
    <Act name="Park" title="Park this order?" about={order.orderId} color="amber" act={act}>
      Its event is no longer published, and no alarm counts it, until someone resumes it. Its deadline still applies.
    </Act>
  );
}

function Resume({ order }: Props) {
  const again = useAgain(order);
  const params = { path: { orderId: order.orderId } };
  const act = (reason: string) => orThrow(api.POST('/v1/ops/orders/{orderId}/resume', { params, body: { reason } })).then(again);
  return (
    <Act name="Resume" title="Resume this order?" about={order.orderId} act={act}>
      Its last event is due at once, and again until the order is settled.
    </Act>
  );
}

function Dispatch({ order }: Props) {
  const again = useAgain(order);
  const params = { path: { orderId: order.orderId } };
  const act = (reason: string) =>
    orThrow(api.POST('/v1/shipping/shipments/{orderId}/dispatch', { params, body: { reason } })).then(() => again());
  return (
    <Act name="Dispatch" title="Hand the parcel to the carrier?" about={order.orderId} act={act}>
      The customer sees that the parcel is on its way. This cannot be undone.
    </Act>
  );
}

function Deliver({ order }: Props) {
  const again = useAgain(order);
  const params = { path: { orderId: order.orderId } };
  const act = (reason: string) =>
    orThrow(api.POST('/v1/shipping/shipments/{orderId}/deliver', { params, body: { reason } })).then(() => again());
  return (
    <Act name="Deliver" title="Has the parcel arrived?" about={order.orderId} act={act}>
      The customer sees that the parcel was delivered. This cannot be undone.
    </Act>
  );
}
