import type { Stack } from '../../../../local/stack.ts';
import { eventually } from '../../../support/eventually.ts';
import type { People, Person } from '../people.ts';
import type { Canaries } from './canaries.ts';
import type { Story } from './story.ts';

type Setting = { stack: Stack; people: People; story: Story; canaries: Canaries; customer: Person };

/**
 * Constraints that canaries violate, so that PostgreSQL's own errors quote whole rows, and a trigger that raises a value
 * disguised as a stack. `isNoted` says when a consumer has hit one.
 * @returns the statuses of HTTP requests that hit one
 */
export async function whileDatabaseRefuses(setting: Setting, isNoted: () => boolean): Promise<number[]> {
  const { people, story, canaries, customer } = setting;
  const { sql } = people;
  const refuse = (table: string, text: string, canary: string) =>
    sql.unsafe(`alter table ${table} add constraint canary check (${text} not like '%${canary}%') not valid`);
  await refuse('orders.orders', 'ship_to::text', canaries.refusedCity);
  await refuse('shipping.shipments', 'state::text', canaries.city);
  await sql.unsafe(`create function public.canary() returns trigger language plpgsql as
    $$ begin raise exception E'refused %\\n    at % (a.js:1:1)', new.name, new.name; end $$`);
  await sql.unsafe(`create trigger canary before insert on auth.users for each row
    when (new.name = '${canaries.refusedName}') execute function public.canary()`);
  const newcomer = { email: `2${canaries.email}`, password: canaries.password, name: canaries.refusedName };
  const refused = await story.post('/v1/auth/register', newcomer);
  const unplaced = await story.place(customer, { shipTo: { city: canaries.refusedCity } });
  const placed = await story.place(customer);
  await eventually(isNoted, 30);
  await sql.unsafe('drop function public.canary cascade');
  for (const table of ['orders.orders', 'shipping.shipments']) await sql.unsafe(`alter table ${table} drop constraint canary`);
  await story.settled(customer, placed);
  return [refused.status, unplaced.status];
}

/** Takes each store down for a while as people carry on. @returns the statuses of their requests, by store */
export async function whileStoresAreAway(setting: Setting, requestId: string): Promise<Record<string, number[]>> {
  const { stack, story, canaries, customer } = setting;
  const { postgres, dynamodb, messaging } = stack.backends;
  const { email, password, name } = canaries;
  const stores = { PostgreSQL: postgres.process, DynamoDB: dynamodb.process, messaging: messaging.process };
  const statuses: Record<string, number[]> = {};
  for (const [store, process] of Object.entries(stores)) {
    await process?.stop();
    const direct = { headers: { 'x-request-id': requestId }, base: stack.services.auth.url };
    const answers = [
      await story.post('/v1/auth/login', { email, password }, direct),
      await story.post('/v1/auth/register', { email: `3${email}`, password, name }),
      await story.place(customer, { key: `${canaries.idempotencyKey}-${store}` }),
      await story.ask('GET', '/v1/orders', { as: customer }),
      await story.ask('GET', '/v1/catalog/products'),
    ];
    statuses[store] = answers.map(({ status }) => status);
    await process?.start();
    await eventually(async () => (await story.ask('GET', '/v1/orders', { as: customer })).status === 200, 30);
  }
  await story.settled(customer, await story.place(customer));
  return statuses;
}
