import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createBatcher } from '#shared/concurrency/batcher.ts';
import { createLanes } from '#shared/concurrency/lanes.ts';
import { PoisonError, RetryLaterError } from '#shared/errors/outcome.ts';
import { stamp } from '#shared/saga/stamp.ts';
import { tracedAwsCall, tracedHttpCall, tracedStatement } from '#shared/tracing/calls.ts';
import { noteOrigin, tracedGoingOn, tracedHandling, tracedSend } from '#shared/tracing/messages.ts';
import { openTracing } from '#shared/tracing/sdk.ts';
import { tracingSettings } from '#shared/tracing/settings.ts';
import { type Tracing, traceWith } from '#shared/tracing/tracing.ts';
import { serve } from '../../../../local/resources/serve.ts';
import { startTraceCollector, type TraceCollector } from '../../../../local/resources/trace-collector.ts';
import type { Collected } from '../../../../local/traces/collected.ts';
import { causeOf } from '../../../support/an-order.ts';
import { someEvent } from '../../../support/some-event.ts';

let collector: TraceCollector;
let tracing: Tracing;

const open = (env: Record<string, string> = {}) => {
  const settings = z.object(tracingSettings).parse(env);
  tracing = openTracing({ service: 'orders', url: `${collector.url}/v1/traces`, settings, onLost: () => undefined });
  traceWith(tracing);
};

beforeEach(async () => {
  collector = await startTraceCollector();
  open();
});

afterEach(async () => {
  traceWith(undefined);
  await tracing.stop();
  await collector.stop();
});

/** Returns what has been sent; nothing is traced after that. */
async function sent(): Promise<Collected[]> {
  await tracing.stop();
  return collector.all();
}

const root = { name: 'root', kind: 'server', from: { traceparent: undefined } } as const;
const arrival = { queue: 'orders', id: 'm-1', sentAt: String(Date.now() - 50), receiveCount: 1 };
const named = (spans: Collected[], name: string) => spans.filter((span) => span.name === name);

describe('a call', () => {
  it('belongs to the work in progress', async () => {
    await tracing.span(root, () => tracedStatement('select a from orders.orders where id = $1', async () => 1));
    const spans = await sent();
    const [parent] = named(spans, 'root');
    expect(named(spans, 'SELECT orders.orders')).toMatchObject([
      { parentSpanId: parent?.spanId, traceId: parent?.traceId, attributes: { 'db.system.name': 'postgresql' }, failed: false },
    ]);
  });

  it('is not traced on its own', async () => {
    expect(await tracedStatement('select 1', async () => 1)).toBe(1);
    expect(await sent()).toEqual([]);
  });

  it('records the kind of its error and never its message', async () => {
    const error = Object.assign(new Error('row of ada@example.com'), { code: '23505' });
    const failing = () => tracedStatement('insert into auth.users values ($1)', () => Promise.reject(error));
    await expect(tracing.span(root, failing)).rejects.toBe(error);
    const spans = await sent();
    expect(named(spans, 'INSERT auth.users')).toMatchObject([{ failed: true, attributes: { 'error.type': '23505' } }]);
    expect(JSON.stringify(spans)).not.toContain('ada@');
  });

  it.each([
    ['with i as (select 1) update orders.orders t set a = 1 from i for update of t', 'UPDATE orders.orders'],
    ['insert into "auth"."users" ("a") values ($1) on conflict do update set a = 1', 'INSERT auth.users'],
    ['delete from "auth"."sessions" where a = $1', 'DELETE auth.sessions'],
    ['select "a",\n "b" from "orders"."orders" where x = $1', 'SELECT orders.orders'],
    ['vacuum', 'VACUUM'],
  ])('that runs %j is %j', async (statement, name) => {
    await tracing.span(root, () => tracedStatement(statement, async () => 1));
    expect((await sent()).map((span) => span.name)).toContain(name);
  });

  it('to DynamoDB names its tables, and to SNS its topic and how many events share it', async () => {
    await tracing.span(root, async () => {
      const write = { TransactItems: [{ Put: { TableName: 'reservations' } }, { Update: { TableName: 'stock' } }] };
      await tracedAwsCall({ service: 'dynamodb', operation: 'TransactWriteItems', input: write }, async () => 1);
      const publish = { TopicArn: 'arn:aws:sns:eu:1:orders', PublishBatchRequestEntries: [1, 2] };
      await tracedAwsCall({ service: 'sns', operation: 'PublishBatch', input: publish }, async () => 1);
    });
    const spans = await sent();
    expect(named(spans, 'TransactWriteItems reservations stock')).toHaveLength(1);
    expect(named(spans, 'PublishBatch orders')).toMatchObject([
      { attributes: { 'messaging.system': 'aws_sns', 'messaging.batch.message_count': '2' } },
    ]);
  });

  it('to an external service records the status, which is a failure from 400 on', async () => {
    const call = (status: number) =>
      tracedHttpCall(
        { method: 'POST', template: `/v1/${status}`, host: 'stripe' },
        (answer) => answer,
        async () => status,
      );
    await tracing.span(root, async () => [await call(200), await call(402)]);
    const spans = await sent();
    expect(named(spans, 'POST /v1/200')).toMatchObject([{ failed: false, attributes: { 'http.response.status_code': '200' } }]);
    expect(named(spans, 'POST /v1/402')).toMatchObject([{ failed: true, attributes: { 'error.type': '402' } }]);
  });
});

describe('a shared call', () => {
  const begin = (name: string, work: () => Promise<unknown>) => tracing.span({ ...root, name }, work);

  it('is a span in the trace of each, linked to the others', async () => {
    const load = createBatcher<number, number>({
      call: (entries) => tracedStatement('select a from orders.orders', async () => entries),
    });
    await Promise.all([begin('one', () => load(1)), begin('other', () => load(2))]);
    const spans = await sent();
    const [one, other] = ['one', 'other'].map((name) => named(spans, name)[0] as Collected);
    const shared = named(spans, 'SELECT orders.orders');
    expect(shared.map(({ traceId }) => traceId).sort()).toEqual([one?.traceId, other?.traceId].sort());
    for (const span of shared) {
      const [parent, neighbour] = span.traceId === one?.traceId ? [one, other] : [other, one];
      expect(span.parentSpanId).toBe(parent?.spanId);
      expect(span.links).toEqual([{ traceId: neighbour?.traceId, spanId: neighbour?.spanId }]);
    }
  });

  it('belongs to its requesters, not to what was in progress before', async () => {
    const load = createBatcher<number, number>({
      call: (entries) => tracedStatement('select a from orders.orders', async () => entries),
      inFlightMax: 1,
    });
    await Promise.all([begin('one', () => load(1)), new Promise(setImmediate).then(() => begin('other', () => load(2)))]);
    const spans = await sent();
    const parents = named(spans, 'SELECT orders.orders').map(({ parentSpanId }) => parentSpanId);
    expect(parents.sort()).toEqual([named(spans, 'one')[0]?.spanId, named(spans, 'other')[0]?.spanId].sort());
  });

  it('is one span within one trace, linked to the second', async () => {
    const lanes = createLanes<() => void>(async (_, done) => {
      await tracedStatement('select a from orders.orders', async () => 1);
      for (const each of done) each();
    });
    const add = () => new Promise<void>((done) => lanes.add('order', done));
    await begin('root', () =>
      Promise.all([
        tracing.span({ name: 'first', kind: 'internal' }, add),
        tracing.span({ name: 'second', kind: 'internal' }, add),
      ]),
    );
    const spans = await sent();
    const [second] = named(spans, 'second');
    expect(named(spans, 'SELECT orders.orders')).toMatchObject([
      { parentSpanId: named(spans, 'first')[0]?.spanId, links: [{ spanId: second?.spanId }] },
    ]);
  });
});

describe('an event', () => {
  const cause = { ...causeOf('01a21f83-ec3a-7729-937e-971f0736cb2e'), traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` };
  const make = () =>
    stamp({ type: 'OrderConfirmed', data: { customerId: '01a21f83-ec3a-7729-937e-971f0736cb2e' } }, cause, new Date());

  it('is sent in the span that it names itself, below its cause', async () => {
    const event = make();
    await tracedSend(event, 'orders', async () => undefined);
    expect(await sent()).toMatchObject([
      {
        ...{ name: 'send OrderConfirmed', traceId: 'a'.repeat(32), parentSpanId: 'b'.repeat(16) },
        ...{ spanId: event.traceparent.split('-')[2], attributes: { 'cloudevents.event_id': event.id } },
      },
    ]);
  });

  it('that is sent again has one more span, below the first', async () => {
    const event = make();
    const again = structuredClone(event);
    for (const each of [event, event, again]) await tracedSend(each, 'orders', async () => undefined);
    const [first, ...others] = await sent();
    expect(others).toHaveLength(2);
    for (const { spanId, parentSpanId } of others) {
      expect(parentSpanId).toBe(first?.spanId);
      expect(spanId).not.toBe(first?.spanId);
    }
  });

  it('is handled below its send span, after its wait, and what it causes is caused by its handling', async () => {
    const event = make();
    let handled = event;
    await tracedHandling(event, arrival, async (told) => {
      handled = told;
    });
    const spans = await sent();
    const [process] = named(spans, 'process OrderConfirmed');
    const [wait] = named(spans, 'wait OrderConfirmed');
    for (const span of [process, wait]) expect(span?.parentSpanId).toBe(event.traceparent.split('-')[2]);
    expect(handled).toEqual({ ...event, traceparent: `00-${'a'.repeat(32)}-${process?.spanId}-01` });
    expect((wait?.endedAt ?? 0) - (wait?.startedAt ?? 0)).toBeGreaterThanOrEqual(49);
  });

  it.each([
    { error: new RetryLaterError('its cause has not arrived yet'), failed: false, outcome: 'retry' },
    { error: new PoisonError('no step'), failed: true, outcome: 'poison' },
    { error: new TypeError('a defect'), failed: true, outcome: 'retry' },
  ])('that ends as $outcome by $error.name: failed is $failed', async ({ error, failed, outcome }) => {
    await expect(tracedHandling(make(), arrival, () => Promise.reject(error))).rejects.toBe(error);
    expect(named(await sent(), 'process OrderConfirmed')).toMatchObject([
      { failed, attributes: { 'cloudservices.outcome': outcome } },
    ]);
  });

  it('caused by a request of another trace is linked to it', async () => {
    const event = make();
    await tracing.span(root, () => tracedSend(event, 'orders', async () => undefined));
    const spans = await sent();
    const [request] = named(spans, 'root');
    expect(named(spans, 'send OrderConfirmed')[0]?.links).toEqual([{ traceId: request?.traceId, spanId: request?.spanId }]);
  });

  it('is continued by what a service does on its own', async () => {
    const event = make();
    await tracedGoingOn('expire order', event, async () => undefined);
    expect(await sent()).toMatchObject([{ name: 'expire order', parentSpanId: event.traceparent.split('-')[2] }]);
  });
});

describe('without tracing', () => {
  it('everything works, and nothing is recorded', async () => {
    traceWith(undefined);
    const event = someEvent();
    noteOrigin(event, event.traceparent);
    let told: unknown;
    await tracedHandling(event, arrival, async (given) => {
      told = given;
    });
    await tracedSend(event, 'orders', async () => undefined);
    expect(told).toBe(event);
    expect(await tracedStatement('select 1', async () => 1)).toBe(1);
    expect(await sent()).toEqual([]);
  });
});

describe('of unsampled work', () => {
  beforeEach(async () => {
    await tracing.stop();
    open({ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0', TRACES_SLOW_MILLISECONDS: '40' });
  });

  it('nothing is sent, and downstream is told so', async () => {
    let traceparent = '';
    await tracing.span(root, (span) => {
      traceparent = span.traceparent;
      return tracedStatement('select a from orders.orders', async () => 1);
    });
    expect(traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    expect(await sent()).toEqual([]);
  });

  it('failures are sent alone, without the calls that they made', async () => {
    const failing = async () => {
      await tracedStatement('select a from orders.orders', async () => 1);
      throw new TypeError('a defect');
    };
    await expect(tracing.span(root, failing)).rejects.toThrow();
    expect(await sent()).toMatchObject([{ name: 'root', failed: true, attributes: { 'error.type': 'TypeError' } }]);
  });

  it('slow spans are sent too', async () => {
    const until = performance.now() + 45;
    await tracing.span(root, async () => {
      while (performance.now() < until) await new Promise(setImmediate);
    });
    expect((await sent()).map(({ name }) => name)).toEqual(['root']);
  });

  const unsampled = { ...someEvent(), traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-00` };

  it('a message that fails is sent alone, in the trace of its event and with all that was said of it', async () => {
    const handle = async () => {
      await tracedStatement('select a from orders.orders', async () => 1);
      throw new PoisonError('no step');
    };
    await expect(tracedHandling(unsampled, arrival, handle)).rejects.toThrow();
    expect(await sent()).toMatchObject([
      {
        ...{ name: `process ${unsampled.type}`, traceId: 'a'.repeat(32), parentSpanId: 'b'.repeat(16), failed: true },
        attributes: { 'cloudservices.outcome': 'poison', 'cloudevents.event_id': unsampled.id },
      },
    ]);
  });

  it('a message that is handled sends nothing, and its handler is told so', async () => {
    let traceparent = '';
    await tracedHandling(unsampled, arrival, async (event) => {
      traceparent = event.traceparent;
    });
    expect(traceparent).toMatch(/^00-a{32}-[0-9a-f]{16}-00$/);
    expect(await sent()).toEqual([]);
  });

  it.each(['always_off', 'parentbased_always_off'])('nothing at all is sent with %s, not even failures', async (sampler) => {
    await tracing.stop();
    open({ OTEL_TRACES_SAMPLER: sampler });
    for (const from of [root.from, { traceparent: unsampled.traceparent }])
      await expect(tracing.span({ ...root, from }, () => Promise.reject(new TypeError('a defect')))).rejects.toThrow();
    expect(await sent()).toEqual([]);
  });

  it('a sampler that decides for itself may sample what its parent did not', async () => {
    await tracing.stop();
    open({ OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '1' });
    await tracing.span({ ...root, from: { traceparent: unsampled.traceparent } }, async () => 1);
    expect(await sent()).toMatchObject([{ name: 'root', parentSpanId: 'b'.repeat(16) }]);
  });

  it('a decision to sample made upstream is followed', async () => {
    await tracing.span({ ...root, from: { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` } }, async () => 1);
    expect(await sent()).toMatchObject([{ parentSpanId: 'b'.repeat(16) }]);
  });
});

describe('the export', () => {
  it.each([
    { protocol: 'http/json', type: 'application/json' },
    { protocol: 'http/protobuf', type: 'application/x-protobuf' },
  ])('is $type if $protocol is requested', async ({ protocol, type }) => {
    const types: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      types.push(request.headers['content-type']);
      request.resume().on('end', () => response.end());
    });
    const { url, stop } = await serve(server, { port: 0, release: () => undefined });
    await tracing.stop();
    const settings = z.object(tracingSettings).parse({ OTEL_EXPORTER_OTLP_PROTOCOL: protocol });
    tracing = openTracing({ service: 'orders', url: `${url}/v1/traces`, settings, onLost: () => undefined });
    await tracing.span(root, async () => 1);
    await tracing.stop();
    await stop();
    expect(types).toEqual([type]);
  });

  it('is lost, which is reported, if no one accepts it', async () => {
    await tracing.stop();
    const lost: unknown[] = [];
    const settings = z.object(tracingSettings).parse({});
    tracing = openTracing({
      service: 'orders',
      url: 'http://127.0.0.1:1/v1/traces',
      settings,
      onLost: (error) => void lost.push(error),
    });
    await tracing.span(root, async () => 1);
    await tracing.stop();
    expect(lost).toHaveLength(1);
  });
});
