import type { Reaction } from '#shared/saga/reaction.ts';
import { carryOut, type ShippingDeps } from '../carry-out.ts';
import { decide } from '../domain.ts';

export const cancelShipment: Reaction<'cancelShipment', ShippingDeps> = async (event, deps) => {
  const current = await deps.shipments.load(event);
  return carryOut(await deps.shipments.commit(current, decide(current.state, event)), deps);
};
