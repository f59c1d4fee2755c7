import { textTable } from '../text-table.ts';
import type { Collected } from './collected.ts';

/** Spans as text, trace by trace, longest first: who did what, when and for how long, each below its parent. */
export function waterfall(spans: readonly Collected[]): string {
  const traces = Map.groupBy(spans, ({ traceId }) => traceId);
  return [...traces.values()]
    .toSorted((one, other) => other.length - one.length)
    .map(drawTrace)
    .join('\n\n');
}

type Placed = { span: Collected; depth: number; isOrphan: boolean };

function drawTrace(spans: readonly Collected[]): string {
  const placed = inOrder(spans);
  const began = Math.min(...spans.map(({ startedAt }) => startedAt));
  const lasted = Math.max(...spans.map(({ endedAt }) => endedAt)) - began;
  const rows = placed.map(({ span, depth, isOrphan }) => [
    span.service,
    `${'  '.repeat(depth)}${isOrphan ? '? ' : ''}${span.name}${span.failed ? ` !! ${span.attributes['error.type']}` : ''}${linksOf(span)}`,
    bar(span, began, lasted),
    milliseconds(span.startedAt - began),
    milliseconds(span.endedAt - span.startedAt),
  ]);
  const header = ['service', 'what', '', 'from ms', 'took ms'];
  return `trace ${spans[0]?.traceId}, ${spans.length} spans, ${milliseconds(lasted)} ms\n\n${textTable([header, ...rows], { texts: 3 })}`;
}

/** Each span below its parent, siblings by start time; a span whose parent is missing is a root. */
function inOrder(spans: readonly Collected[]): Placed[] {
  const known = new Set(spans.map(({ spanId }) => spanId));
  const sorted = spans.toSorted((one, other) => one.startedAt - other.startedAt);
  const children = Map.groupBy(sorted, ({ parentSpanId }) => (parentSpanId && known.has(parentSpanId) ? parentSpanId : ''));
  const below = (id: string, depth: number): Placed[] =>
    (children.get(id) ?? []).flatMap((span) => [
      { span, depth, isOrphan: depth === 0 && span.parentSpanId !== undefined },
      ...below(span.spanId, depth + 1),
    ]);
  return below('', 0);
}

const columns = 32;

function bar({ startedAt, endedAt }: Collected, began: number, lasted: number): string {
  const columnOf = (time: number) => Math.min(columns - 1, Math.floor(((time - began) / (lasted || 1)) * columns));
  const [from, to] = [columnOf(startedAt), columnOf(endedAt)];
  return `|${'-'
    .repeat(to - from + 1)
    .padStart(to + 1)
    .padEnd(columns)}|`;
}

/** The other origins of the work: another trace, or other orders that share the call. */
function linksOf({ links, traceId }: Collected): string {
  const others = new Set(links.filter((link) => link.traceId !== traceId).map((link) => link.traceId.slice(0, 8)));
  return others.size > 0 ? ` <- ${[...others].join(', ')}` : '';
}

const milliseconds = (value: number) => value.toFixed(1);
