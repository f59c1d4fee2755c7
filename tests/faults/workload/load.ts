import { setTimeout as sleep } from 'node:timers/promises';
import type { Chance } from '../chance.ts';
import { hot, type OrderPlan, scarce } from '../schedule.ts';
import type { Tally } from '../tally.ts';
import type { History, Placed } from './history.ts';
import type { Answer, Person } from './people.ts';

type LoadOptions = {
  customers: readonly Person[];
  operator: Person;
  admin: Person;
  tally: Tally;
  chance: Chance;
  pace: number;
  /** Whether the admin corrects the stock while orders are placed. */
  restocks?: boolean;
};

export type Load = ReturnType<typeof createLoad>;

const tryAgainSecondsMax = 120;
const floodSize = 25;

/** The gateway answers a token that is not valid with 403, and a service with 401. */
const isRefused = (status: number): boolean => status === 401 || status === 403;

/** Customers who place orders, retry, cancel and snoop; an operator who dispatches parcels; an admin who restocks. */
export function createLoad({ customers, operator, admin, tally, chance, pace, restocks = true }: LoadOptions) {
  const history: History = { placed: [], corrections: [] };
  let isOver = false;

  const aside: Promise<void>[] = [];

  /** Plays all plans, each at its time. Resolves when the last order has its answer. */
  async function play(plans: readonly OrderPlan[]): Promise<void> {
    const began = performance.now();
    const playing = plans.map(async (plan) => {
      await sleep(Math.max(0, plan.at - (performance.now() - began)));
      if (!isOver) await playOne(plan);
    });
    if (restocks && aside.length === 0) aside.push(restock());
    await Promise.all(playing);
  }

  async function playOne(plan: OrderPlan): Promise<void> {
    const customer = customers[plan.customer] as Person;
    const shipTo = {
      name: `${customer.canary}${plan.number}`,
      line1: '12 St James’s Square',
      city: 'London',
      postalCode: plan.postalCode,
      country: 'GB',
    };
    const { lines, paymentMethod } = plan;
    const placed: Placed = { plan, customerId: customer.userId, body: { lines, paymentMethod, shipTo } };
    history.placed.push(placed);
    tally.counts.posts++;
    const began = performance.now();
    const { status, body } = await insist(customer, 'POST', '/v1/orders', placed.body, { 'idempotency-key': plan.key });
    if (status !== 202) {
      placed.refusal = status;
      tally.counts.refusedAtPlacement++;
      if (status !== 409 && status >= 400 && status < 500)
        tally.violate('answers', `placing an order was answered ${status} ${JSON.stringify(body).slice(0, 200)}`);
      return;
    }
    placed.milliseconds = performance.now() - began;
    tally.counts.acknowledged++;
    placed.orderId = String(body.orderId);
    placed.total = (body.total as { amount: number }).amount;
    aside.push(repeat(customer, placed), cancel(customer, placed), snoop(placed), dispatch(placed));
  }

  /** The same key gives the same order, however often it is used. */
  async function repeat(customer: Person, { plan, body, orderId }: Placed): Promise<void> {
    if (plan.number % 10 !== 0) return;
    const again = await insist(customer, 'POST', '/v1/orders', body, { 'idempotency-key': plan.key });
    if (again.status === 202 && again.body.orderId !== orderId)
      tally.violate('uniqueness', `the key ${plan.key} placed ${orderId} and ${again.body.orderId}`);
  }

  async function cancel(customer: Person, placed: Placed): Promise<void> {
    const { plan, orderId } = placed;
    if (plan.cancelAfter === undefined) return;
    await sleep(plan.cancelAfter * 1000);
    const { status } = await insist(customer, 'POST', `/v1/orders/${orderId}/cancel`);
    placed.isCancelAcknowledged = status === 202;
    if (status !== 409 && status >= 400 && status < 500) tally.violate('answers', `a cancel was answered ${status}`);
  }

  /** Another customer tries to read the order, and lists their own. No answer may contain anyone else's data. */
  async function snoop({ plan, orderId }: Placed): Promise<void> {
    if (plan.number % 7 !== 0) return;
    const snooper = customers[plan.snoop] as Person;
    for (const path of [`/v1/orders/${orderId}`, `/v1/orders/${orderId}/timeline`, '/v1/orders?limit=20'])
      expectOwnCanariesOnly(snooper, await snooper.call('GET', path), path);
  }

  function expectOwnCanariesOnly({ canary }: Person, { text }: Answer, path: string): void {
    const foreign = text.match(/canary-of-customer-\d+-/g)?.find((found) => found !== canary);
    if (foreign) tally.violate('canaries', `${path.replace(/[0-9a-f-]{36}/, ':id')} gave ${foreign} to another`);
  }

  /** Dispatches the shipment once it is ready, if it ever is. */
  async function dispatch({ plan, orderId }: Placed): Promise<void> {
    for (let tries = 0; plan.isDispatched && !isOver && tries < 60; tries++) {
      await sleep(1_000);
      const { status } = await operator.call('POST', `/v1/shipping/shipments/${orderId}/dispatch`);
      if (status === 200) return;
    }
  }

  /** Repeats a call until there is a definite answer, within a bound, as people do. */
  async function insist(person: Person, ...call: Parameters<Person['call']>): Promise<Answer> {
    const until = Date.now() + tryAgainSecondsMax * pace * 1000;
    for (let tries = 0; ; tries++) {
      const answer = await person.call(...call);
      const [method, path] = call;
      // The gateway and `orders` have the right clock. While they cannot read the keys, they must not say that a token is invalid.
      if (isRefused(answer.status) && path.startsWith('/v1/orders'))
        tally.violate('answers', `${method} ${path.replace(/[0-9a-f-]{36}/, ':id')} refused a valid token with ${answer.status}`);
      // Other services may have a wrong clock.
      const isDefinite = answer.status >= 200 && answer.status < 500 && ![401, 403, 408, 429].includes(answer.status);
      if (isDefinite || isOver || Date.now() > until) return answer;
      await sleep(Math.min(2_000, 100 * 1.5 ** tries));
    }
  }

  /** Corrects the stock of the products that many want now and then, mostly upwards. */
  async function restock(): Promise<void> {
    const own = chance.stream('restock');
    for (let number = 0; !isOver; number++) {
      const { productId } = own.pick([scarce, hot]);
      const delta = own.happens(0.7) ? 1 + own.below(6) : -1;
      const correction = { productId, delta, isAcknowledged: false };
      const path = `/v1/inventory/${productId}/adjustments`;
      history.corrections.push(correction);
      const headers = { 'idempotency-key': `correction-${number}` };
      const { status } = await insist(admin, 'POST', path, { delta, reason: 'counted' }, headers);
      correction.isAcknowledged = status === 200;
      if (status >= 400 && status < 500) history.corrections.pop();
      await sleep(1_000);
    }
  }

  /** Sends many requests at once with tokens of made-up keys, none of which may be let in. */
  async function flood(): Promise<void> {
    const claimed = Array.from({ length: floodSize }, (_, number) => customers[number % customers.length] as Person);
    const answers = await Promise.all(claimed.map(({ callForged }) => callForged('GET', '/v1/orders?limit=20')));
    for (const { status } of answers) {
      if (isRefused(status)) tally.count('token of a made-up key');
      // While the keys cannot be read, no one can tell.
      else if (status > 0 && status < 500) tally.violate('answers', `a token of a made-up key was answered ${status}`);
    }
  }

  /** Starts nothing more, and stops retrying. */
  async function end(): Promise<void> {
    isOver = true;
    await Promise.all(aside);
  }

  return { history, play, flood, end };
}
