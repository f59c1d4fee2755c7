import type { Collected } from './collected.ts';

export type TraceStore = ReturnType<typeof createTraceStore>;

/** Keeps the latest spans in memory, and drops the oldest traces as a whole. */
export function createTraceStore({ spansMax = 50_000 } = {}) {
  const traces = new Map<string, Collected[]>();
  let count = 0;

  function add(spans: readonly Collected[]): void {
    for (const span of spans) {
      const trace = traces.get(span.traceId) ?? [];
      trace.push(span);
      // Moves the trace that grew last to the end, so it is dropped last.
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

  /** All spans of the traces that an order left (a prefix of its id is enough), and of the traces linked to these. */
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
