import { withTimeout } from '#shared/timing/with-timeout.ts';
import type { Client } from '../demo/client.ts';
import { accountRuns, customerIdOf } from './accounts.ts';
import { archiveRuns } from './archive.ts';
import { answered, queryOf, RefusedError, read } from './asking.ts';
import { deadLetterRuns } from './dead-letters.ts';
import type { Command, CommandName } from './options.ts';
import { reconcileRuns } from './reconcile.ts';
import { countsText, dossierText, ordersText, queuesText } from './texts.ts';
import type { Counts, Dossier, OrderPage, Participants, Queues, Result, Run } from './types.ts';

/** Runs a command through the operators' API. @throws RefusedError */
export async function execute({ name, id, options }: Command, client: Client): Promise<Result> {
  return runs[name]({ client, id, options });
}

const runs: Record<CommandName, Run> = {
  async orders({ client, options }) {
    const { url: _, json: __, customer, ...rest } = options;
    const customerId = customer === undefined ? undefined : await customerIdOf(client, String(customer));
    const page = await read<OrderPage>(client, `/v1/ops/orders?${queryOf({ ...rest, customerId })}`);
    return { json: page, text: ordersText(page) };
  },

  async counts({ client, options: { from } }) {
    const counts = await read<Counts>(client, `/v1/ops/order-counts?${queryOf({ from })}`);
    return { json: counts, text: countsText(counts) };
  },

  async queues({ client }) {
    const queues = await read<Queues>(client, '/v1/ops/queues');
    return { json: queues, text: queuesText(queues) };
  },

  async order({ client, id }) {
    const dossier = await read<Dossier>(client, `/v1/ops/orders/${await wholeId(client, id)}`);
    return shown(client, dossier);
  },

  nudge: (asked) => act('nudge', asked),
  park: (asked) => act('park', asked),
  resume: (asked) => act('resume', asked),
  'resolve-payment': (asked) => resolve('billing/payments', asked),
  'resolve-shipment': (asked) => resolve('shipping/shipments', asked),

  ...deadLetterRuns,
  ...reconcileRuns,
  ...archiveRuns,
  ...accountRuns,
};

async function resolve(of: string, { client, id, options: { as, because } }: Parameters<Run>[0]): Promise<Result> {
  const orderId = await wholeId(client, id);
  await answered(client.call('POST', `/v1/${of}/${orderId}/resolve`, { decision: as, reason: because }));
  return shown(client, await read<Dossier>(client, `/v1/ops/orders/${orderId}`));
}

async function act(action: string, { client, id, options: { because } }: Parameters<Run>[0]): Promise<Result> {
  const path = `/v1/ops/orders/${await wholeId(client, id)}/${action}`;
  return shown(client, await answered<Dossier>(client.call('POST', path, { reason: because })));
}

async function shown(client: Client, dossier: Dossier): Promise<Result> {
  const participants = await askParticipants(client, dossier.orderId);
  return { json: { ...dossier, participants }, text: dossierText(dossier, participants) };
}

async function askParticipants(client: Client, orderId: string): Promise<Participants> {
  const silent: string[] = [];
  /** Undefined for a participant that has not heard of the order, or that is silent. */
  const ask = async <T>(service: string, path: string): Promise<T | undefined> => {
    const answer = await withTimeout(participantSecondsMax, client.call<T>('GET', path)).catch(() => undefined);
    if (answer?.status === 200) return answer.body;
    if (answer?.status !== 404) silent.push(service);
    return undefined;
  };
  const [reservations, payment, shipment] = await Promise.all([
    ask<{ items: Participants['reservation'][] }>('inventory', `/v1/inventory/reservations?${queryOf({ orderIds: orderId })}`),
    ask<Participants['payment']>('billing', `/v1/billing/payments/${orderId}`),
    ask<Participants['shipment']>('shipping', `/v1/shipping/shipments/${orderId}`),
  ]);
  return { reservation: reservations?.items[0], payment, shipment, silent };
}

const participantSecondsMax = 3;

/** The only order whose id starts with this prefix. */
async function wholeId(client: Client, prefix: string): Promise<string> {
  if (/^[\da-f-]{36}$/i.test(prefix)) return prefix;
  const { items } = await read<OrderPage>(client, `/v1/ops/orders?${queryOf({ id: prefix, limit: '2' })}`);
  const [first, second] = items;
  if (!first) throw new RefusedError(`There is no order whose id begins with ${prefix}.`);
  if (second) throw new RefusedError(`There are several orders whose ids begin with ${prefix}.`);
  return first.orderId;
}

/** Signs in. @throws RefusedError */
export async function signIn(client: Client, account: { email: string; password: string }): Promise<void> {
  await client.signIn(account).catch((error) => {
    if (error instanceof TypeError) throw error;
    throw new RefusedError(`Sign-in failed. ${(error as Error).message}`);
  });
}
