import { setTimeout as sleep } from 'node:timers/promises';
import type { Tally } from '../tally.ts';
import { stockItems, sumsOf } from './invariants.ts';
import type { Movement, Verdict, Witness } from './snapshot.ts';

const everyMilliseconds = 1_500;
/** One look in so many reads all orders; the others read those that move, because the readers must not slow the read system down. */
const wholeLookEvery = 20;

/** Checks all the time what must hold at every instant. What cannot be read is read the next time. */
export function watch(witness: Witness, tally: Tally) {
  const settledAs = new Map<string, string>();
  const decidedAs = new Map<string, string>();
  const movementsOf = new Map<string, Movement[]>();
  let moved = new Set<string>();
  let movementCount = 0;
  let lookCount = 0;
  let isOver = false;

  const looks: (() => Promise<void>)[] = [
    async () => {
      for (const { invariant, detail } of stockItems(await witness.stock())) tally.violate(invariant, detail);
    },
    async () => {
      // The ledger is read first: whatever it shows must have been decided before the orders are read.
      for (const movement of await witness.ledger(movementCount)) note(movement);
      const isWhole = lookCount++ % wholeLookEvery === 0;
      const orders = await witness.verdicts(isWhole ? undefined : [...moved].filter((id) => id !== ''));
      const found = new Map(orders.map((order) => [order.orderId, order]));
      for (const orderId of isWhole ? movementsOf.keys() : moved) lookAtMoney(orderId, found.get(orderId));
      for (const order of orders) lookAt(order);
      moved = new Set();
    },
  ];

  function note(movement: Movement): void {
    const orderId = movement.orderId ?? '';
    movementCount++;
    movementsOf.set(orderId, [...(movementsOf.get(orderId) ?? []), movement]);
    moved.add(orderId);
  }

  function lookAtMoney(orderId: string, order: Verdict | undefined): void {
    const { captured, captures } = sumsOf(movementsOf.get(orderId) ?? []);
    if (captures > 1) tally.violate('money', `${orderId} was captured ${captures} times`);
    if (captured > 0 && order?.decision !== 'confirmed')
      tally.violate('money', `${orderId} was charged and is ${order?.decision}`);
  }

  /** A settled order never changes, and an order is decided once. */
  function lookAt({ orderId, decision, reason, settled, stock, payment }: Verdict): void {
    const before = decidedAs.get(orderId) ?? 'open';
    const mayChange = before === 'open' || before === decision || (before === 'confirmed' && reason === 'CAPTURE_FAILED');
    if (!mayChange) tally.violate('an order is decided once', `${orderId} was ${before} and is ${decision}`);
    decidedAs.set(orderId, decision);
    const now = [decision, reason, stock, payment].join();
    const then = settledAs.get(orderId);
    if (then !== undefined && (then !== now || !settled))
      tally.violate('a settled order never changes', `${orderId} was ${then} and is ${now}`);
    if (settled) settledAs.set(orderId, now);
  }

  const watching = (async () => {
    while (!isOver) {
      await Promise.allSettled(looks.map((look) => look()));
      await sleep(everyMilliseconds);
    }
  })();

  return async () => {
    isOver = true;
    await watching;
  };
}
