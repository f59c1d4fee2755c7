import type { Collected } from '../../../../local/traces/collected.ts';

/** The spans of a trace as it was drawn: depth, times and errors from each line, and as many more as its title counts. */
export function spansOf(drawn: string): Collected[] {
  const [, traceId = '', count = '0', lasted = '0'] = /^trace (\w+), (\d+) spans, ([\d.]+) ms/.exec(drawn) ?? [];
  const spans: Collected[] = [];
  const open: string[] = [];
  for (const line of drawn.split('\n')) {
    const [, service, indent = '', what = '', from, took] = row.exec(line) ?? [];
    if (service === undefined) continue;
    const [name = '', error] = what.split(' !! ');
    const depth = indent.length / 2;
    const startedAt = Number(from);
    const spanId = String(spans.length);
    spans.push({
      ...{ traceId, spanId, parentSpanId: open[depth - 1], service: service.trim(), name, kind: 1, links: [] },
      ...{ startedAt, endedAt: startedAt + Number(took), failed: error !== undefined },
      attributes: error ? { 'error.type': error } : {},
    });
    open.splice(depth, Number.POSITIVE_INFINITY, spanId);
  }
  const later = { startedAt: Number(lasted) - 0.01, endedAt: Number(lasted), parentSpanId: '0' };
  // One of those that are not shown has the longest name, which makes the column so wide.
  const name = 'x'.repeat(drawn.split('\n')[3]?.indexOf('|') ?? 0).slice('  inventory   '.length + '   '.length + 2);
  const more = Array.from({ length: Number(count) - spans.length }, (_, index) => ({ spanId: `more-${index}` }));
  return [...spans, ...more.map((each) => ({ ...(spans[0] as Collected), ...later, ...each, name }))];
}

const row = /^ {2}(.{9}) {3}((?: {2})*)(\S.*?) +\|.{32}\| +([\d.]+) +([\d.]+)$/;
