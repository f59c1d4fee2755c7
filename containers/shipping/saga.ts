import type { SagaPart } from '#shared/saga/participant.ts';
import type { Carrier } from './carrier.ts';
import { conclude, type EffectResult, effectOf, noteAnnounced, noteFailure, type Shipment, steps, toEvent } from './domain.ts';
import type { ShipmentStore } from './store.ts';

/** What `shipping` brings to the loop. */
export const shippingSaga = (shipments: ShipmentStore, carrier: Carrier): SagaPart<'shipping', Shipment> => ({
  service: 'shipping',
  steps,
  store: shipments,
  none: { status: 'none' },
  toEvent,
  effects: {
    isAsked: (shipment) => effectOf(shipment) !== undefined,
    onFailure: noteFailure,
    async run(orderId, shipment) {
      const effect = effectOf(shipment);
      if (!effect) return shipment;
      // The state chooses the effect, so it is the one that asks for it.
      const run = carrier[effect] as (reference: string, shipment: Shipment) => Promise<EffectResult>;
      return conclude(shipment, await run(orderId, shipment));
    },
  },
  published: noteAnnounced,
});
