import { z } from 'zod';
import { defineEvents } from './define-events.ts';

const tracked = z.object({ trackingNumber: z.string() });

export const shippingEvents = defineEvents('shipping', {
  ShipmentBooked: { version: 1, data: tracked },
  /** `code` is the carrier's reason, such as `undeliverable_address`. */
  ShipmentFailed: { version: 1, data: z.object({ code: z.string() }) },
  /** The payment is captured: the shipment may be dispatched, and the order can no longer be cancelled. */
  ShipmentReady: { version: 1, data: tracked },
  ShipmentDispatched: { version: 1, data: tracked },
  ShipmentDelivered: { version: 1, data: tracked },
  /** `trackingNumber` is absent if nothing was booked. The event is then a tombstone: a late booking never starts. */
  ShipmentCancelled: { version: 1, data: tracked.partial() },
});
