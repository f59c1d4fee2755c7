import { describe, expect, it } from '@jest/globals';
import type { Publisher } from '#events/define-events.ts';
import { triggerTypes } from '#events/define-saga.ts';
import type { Event } from '#events/index.ts';
import { steps } from '#events/order-saga.ts';
import { topology } from '#events/topology.ts';
import { PoisonError } from '#shared/errors/outcome.ts';
import { reactor } from '#shared/saga/reaction.ts';
import { anOrder } from '../../../support/an-order.ts';

const told = steps.filter(([, step]) => step.on);
/** Reactions that say their own name. */
const naming = (service: Publisher) =>
  Object.fromEntries(told.filter(([, { by }]) => by === service).map(([name]) => [name, async () => [{ type: name }]]));
const handle = (service: Publisher, type: string) =>
  reactor(
    service,
    naming(service) as never,
    {},
  )({ ...anOrder().confirmed(), type } as Event).then((events) => events.map((event) => event.type as string));

describe('a queue’s handler', () => {
  it.each(told.flatMap(([name, { by, on }]) => triggerTypes(on).map((type) => ({ name, by, type }))))(
    'has $by $name when told $type',
    async ({ name, by, type }) => {
      expect(await handle(by, type)).toEqual([name]);
    },
  );

  it.each(topology().queues.filter(({ name }) => name !== 'timeline'))(
    'of $name knows what to do with all that its queue subscribes to',
    async ({ name, subscriptions }) => {
      for (const type of subscriptions.flatMap(({ filter }) => filter.type))
        expect(await handle(name as Publisher, type)).toHaveLength(1);
    },
  );

  it('takes what nobody waits for here as poison', async () => {
    await expect(handle('inventory', 'ShipmentReady')).rejects.toThrow(PoisonError);
  });
});
