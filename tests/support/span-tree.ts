import { expect } from '@jest/globals';
import { expectStatus } from '../../local/demo/client.ts';
import type { Collected } from '../../local/traces/collected.ts';
import { eventually } from './eventually.ts';
import type { World } from './use-stack.ts';

/** The spans of an order's own trace and, separately, those of requests about it that have their own traces. */
export function spansOf({ stack }: World, orderId: string) {
  const spans = stack.traces?.ofOrder(orderId) ?? [];
  const own = spans.find(({ name }) => name === 'send OrderPlaced')?.traceId;
  return { tree: spans.filter(({ traceId }) => traceId === own), others: spans.filter(({ traceId }) => traceId !== own) };
}

/** Waits until everything in an order's history is one tree, whose root is the request that placed it. */
export async function becomesOneTree(world: World, orderId: string): Promise<void> {
  await eventually(async () => {
    const path = `/v1/orders/${orderId}/timeline`;
    const { events } = await expectStatus(world.customer.call<{ events: { type: string }[] }>('GET', path), 200);
    const { tree } = spansOf(world, orderId);
    expect(rootsOf(tree).map(({ service, name }) => `${service}: ${name}`)).toEqual(['gateway: POST /v1/orders']);
    expect(orphansOf(tree)).toEqual([]);
    expect(repeatedIdsOf(tree)).toEqual([]);
    for (const { type } of events) {
      // Every consumer's span is below the span that sent the event.
      const sendings = tree.filter(({ name }) => name === `send ${type}`).map(({ spanId }) => spanId);
      expect({ type, times: sendings.length }).not.toEqual({ type, times: 0 });
      for (const handled of tree.filter(({ name }) => name === `process ${type}`))
        expect(sendings).toContain(handled.parentSpanId);
    }
  }, 30);
}

const rootsOf = (spans: readonly Collected[]) => spans.filter(({ parentSpanId }) => parentSpanId === undefined);

const orphansOf = (spans: readonly Collected[]) => {
  const known = new Set(spans.map(({ spanId }) => spanId));
  return spans.filter(({ parentSpanId }) => parentSpanId !== undefined && !known.has(parentSpanId));
};

const repeatedIdsOf = (spans: readonly Collected[]) =>
  [...Map.groupBy(spans, ({ spanId }) => spanId).values()].filter(({ length }) => length > 1);
