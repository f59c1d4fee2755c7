import { afterEach, expect, it } from '@jest/globals';
import type { Event } from '#events/index.ts';
import type { Participant } from '#shared/saga/participant.ts';
import { createBacklog } from '../../../../containers/orders/backlog.ts';
import type { Order } from '../../../../containers/orders/domain.ts';
import type { DueOrder } from '../../../../containers/orders/due-store.ts';
import { createOrderRounds } from '../../../../containers/orders/rounds.ts';
import type { OrderStore } from '../../../../containers/orders/store.ts';
import { anOrder } from '../../../support/an-order.ts';
import { eventually } from '../../../support/eventually.ts';
import { silentLog } from '../../../support/silent-log.ts';

const { orderId, placement, placed } = anOrder();
const order: Order = { placement, stock: 'reserved', payment: 'none', shipment: 'none', decision: { kind: 'open' } };
const event = placed();
const log = silentLog().log;

let stop: () => Promise<unknown> = async () => undefined;
afterEach(() => stop());

it('announces an order that was held back as soon as there is room, without waiting until it is due again', async () => {
  const depths = { billing: 100, orders: 100 };
  let due: DueOrder[] = [{ orderId, version: 1, order, event, attempts: 1 }];
  const orders = {
    claimDue: async () => due.splice(0),
    bringForward: async (held: readonly DueOrder[]) => {
      due = held.map((each) => ({ ...each, attempts: each.attempts + 1 }));
    },
    findExpired: async () => [],
  } as unknown as OrderStore;
  const announced: Event[] = [];
  const participant = { announce: async (event: Event) => void announced.push(event) } as unknown as Participant<Order>;
  let counts = 0;
  const countMessages = async () => {
    counts++;
    return Object.entries(depths).map(([queue, waiting]) => ({ queue, waiting, inFlight: 0 }));
  };
  const backlog = createBacklog({ countMessages, log, freshMilliseconds: 0 });
  const rounds = createOrderRounds({ orders, participant, backlog, log });
  stop = () => Promise.all(rounds.map((each) => each.stop()));
  for (const each of rounds) each.start();
  await eventually(() => counts > 0);
  Object.assign(depths, { billing: 0, orders: 0 });
  await eventually(() => expect(announced).toEqual([event]));
  expect(counts).toBeGreaterThan(1);
});
