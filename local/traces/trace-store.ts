import type { Collected } from './collected.ts';

export type TraceStore = ReturnType<typeof createTraceStore>;

/** Keeps the latest spans in memory, whole traces at a time, and forgets the oldest. */
export function createTraceStore({ spansMax = 50_000 } = {}) {
  const traces = new Map<string, Collected[]>();
  let count = 0;

  function add(spans: readonly Collected[]): void {
    for (const span of spans) {
      const trace = traces.get(span.traceId) ?? [];
      trace.push(span);
      // The one that has grown last is the last to go.
      traces.delete(span.traceId);
      traces.set(span.traceId, trace);
      count++;
    }
    while (count > spansMax) forgetOldest();
  }

  function forgetOldest(): void {
    for (const [traceId, spans] of traces) {
      traces.delete(traceId);
      count -= spans.length;
      return;
    }
  }

  /** All spans of the traces that an order has left, of which the beginning of its id is enough, and of those that these are linked to. */
  function ofOrder(orderId: string): Collected[] {
    const own = [...traces.values()].filter((spans) =>
      spans.some(({ attributes }) => attributes['cloudevents.event_subject']?.startsWith(orderId)),
    );
    const linked = new Set(own.flat().flatMap(({ links }) => links.map(({ traceId }) => traceId)));
    for (const spans of own) for (const { traceId } of spans) linked.delete(traceId);
    return [...own, ...[...linked].map((traceId) => traces.get(traceId) ?? [])].flat();
  }

  const all = (): Collected[] => [...traces.values()].flat();

  return { add, all, ofOrder };
}
