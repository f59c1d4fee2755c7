import type { ReactionsOf } from '#shared/saga/reaction.ts';
import type { ShippingDeps } from '../carry-out.ts';
import { bookShipment } from './book-shipment.ts';
import { cancelShipment } from './cancel-shipment.ts';
import { clearShipment } from './clear-shipment.ts';

export const reactions = { bookShipment, clearShipment, cancelShipment } satisfies ReactionsOf<'shipping', ShippingDeps>;
