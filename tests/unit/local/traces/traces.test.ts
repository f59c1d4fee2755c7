import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTraceCollector, type TraceCollector } from '../../../../local/resources/trace-collector.ts';
import type { Collected } from '../../../../local/traces/collected.ts';
import { createTraceStore } from '../../../../local/traces/trace-store.ts';
import { waterfall } from '../../../../local/traces/waterfall.ts';

const span = (name: string, more: Partial<Collected> = {}): Collected => ({
  ...{ traceId: 't1', spanId: name, parentSpanId: undefined, service: 'orders', name, kind: 1 },
  ...{ startedAt: 1_000, endedAt: 1_010, attributes: {}, failed: false, links: [], ...more },
});
const about = (orderId: string) => ({ attributes: { 'cloudevents.event_subject': orderId } });

describe('a store of traces', () => {
  it('finds everything that belongs to an order by an id prefix, and what that is linked to', () => {
    const store = createTraceStore();
    const links = [{ traceId: 't2', spanId: 'cancel' }];
    store.add([span('request'), span('send', { ...about('0a1b'), links }), span('cancel', { traceId: 't2' })]);
    store.add([span('other', { traceId: 't3', ...about('0a99') })]);
    expect(store.ofOrder('0a1').map(({ name }) => name)).toEqual(['request', 'send', 'cancel']);
  });

  it('drops whole traces, starting with the one that has not grown for longest', () => {
    const store = createTraceStore({ spansMax: 3 });
    store.add([span('a', { traceId: 't1' }), span('b', { traceId: 't2' }), span('c', { traceId: 't1' })]);
    store.add([span('d', { traceId: 't3' })]);
    expect(store.all().map(({ name }) => name)).toEqual(['a', 'c', 'd']);
  });
});

describe('a waterfall', () => {
  it('shows each span below its parent, with start, duration, and what failed', () => {
    const spans = [
      span('request', { endedAt: 1_100 }),
      span('pay', {
        parentSpanId: 'request',
        service: 'billing',
        startedAt: 1_050,
        endedAt: 1_060.5,
        failed: true,
        attributes: { 'error.type': '402' },
      }),
      span('early', { parentSpanId: 'request', startedAt: 1_001, links: [{ traceId: 'abcdefghij', spanId: 'x' }] }),
      span('lost', { parentSpanId: 'gone', startedAt: 1_070, endedAt: 1_080 }),
    ];
    expect(waterfall(spans).split('\n')).toEqual([
      'trace t1, 4 spans, 100.0 ms',
      '',
      '  service   what                                                       from ms   took ms',
      '  orders    request               |--------------------------------|       0.0     100.0',
      '  orders      early <- abcdefgh   |----                            |       1.0       9.0',
      '  billing     pay !! 402          |                ----            |      50.0      10.5',
      '  orders    ? lost                |                      ----      |      70.0      10.0',
    ]);
  });
});

describe('a collector', () => {
  let collector: TraceCollector;
  const post = (body: string) => fetch(`${collector.url}/v1/traces`, { method: 'POST', body });

  beforeEach(async () => {
    collector = await startTraceCollector();
  });
  afterEach(() => collector.stop());

  it('accepts OTLP, and returns it by order', async () => {
    const attributes = [
      { key: 'cloudevents.event_subject', value: { stringValue: '0a1b' } },
      { key: 'n', value: { intValue: 3 } },
    ];
    const times = { startTimeUnixNano: '1700000000000500000', endTimeUnixNano: '1700000000001000000' };
    const sent = {
      traceId: 't1',
      spanId: 's1',
      parentSpanId: '',
      name: 'send',
      kind: 4,
      attributes,
      ...times,
      status: { code: 2 },
    };
    const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'orders' } }] };
    expect((await post(JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans: [sent] }] }] }))).status).toBe(200);
    expect(await (await fetch(`${collector.url}/traces?order=0a1`)).json()).toEqual([
      {
        ...{ traceId: 't1', spanId: 's1', service: 'orders', name: 'send', kind: 4, failed: true, links: [] },
        ...{
          startedAt: 1_700_000_000_000.5,
          endedAt: 1_700_000_000_001,
          attributes: { 'cloudevents.event_subject': '0a1b', n: '3' },
        },
      },
    ]);
  });

  it('draws an order’s waterfall as text, which no browser takes for markup', async () => {
    const span = { traceId: 't1', spanId: 's1', name: '<b>', kind: 4, startTimeUnixNano: '1', endTimeUnixNano: '2' };
    const attributes = [{ key: 'cloudevents.event_subject', value: { stringValue: '0a1b' } }];
    await post(JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [{ ...span, attributes }] }] }] }));
    const drawn = await fetch(collector.waterfallUrl.replace('{orderId}', '0a1b'));
    expect(drawn.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await drawn.text()).toMatch(/^trace t1, 1 spans/);
    expect(await (await fetch(collector.waterfallUrl.replace('{orderId}', 'other'))).text()).toMatch(/^There is no trace/);
  });

  it.each(['', '{', '[]', '{"resourceSpans":[{"scopeSpans":[{"spans":[{}]}]}]}'])('refuses %j', async (body) => {
    expect((await post(body)).status).toBe(400);
    expect(collector.all()).toEqual([]);
  });

  it('serves nothing else', async () => {
    expect((await fetch(`${collector.url}/traces`)).status).toBe(404);
    expect((await fetch(`${collector.url}/v1/metrics`, { method: 'POST', body: '{}' })).status).toBe(404);
  });
});
