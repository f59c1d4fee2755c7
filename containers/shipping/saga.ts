import type { SagaPart } from '#shared/saga/participant.ts';
import type { Carrier } from './carrier.ts';
import { conclude, type EffectResult, effectOf, noteAnnounced, noteFailure, type Shipment, steps, toEvent } from './domain.ts';
import type { ShipmentStore } from './store.ts';

/** `shipping`'s part in the saga loop. */
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
      // `effectOf` chose the effect from this state, so the state has the type that the effect expects.
      const run = carrier[effect] as (reference: string, shipment: Shipment) => Promise<EffectResult>;
      return conclude(shipment, await run(orderId, shipment));
    },
  },
  published: noteAnnounced,
});
