import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { z } from 'zod';
import { PoisonError, RetryLaterError } from '#shared/errors/outcome.ts';
import { createServiceApp } from '#shared/http/service-app.ts';
import { createDelivery } from '#shared/messaging/delivery.ts';
import type { VerifyToken } from '#shared/tokens/actor.ts';
import { currentMetering, type Metering, meterWith } from '#shared/tracing/metering.ts';
import { openMetering } from '#shared/tracing/metrics-sdk.ts';
import { tracingSettings } from '#shared/tracing/settings.ts';
import { serve } from '../../../../local/resources/serve.ts';
import { silentLog } from '../../../support/silent-log.ts';
import { someEvent } from '../../../support/some-event.ts';

type Value = { stringValue?: string; intValue?: number };
type Point = { attributes: { key: string; value: Value }[]; asInt?: number; asDouble?: number; count?: number };
type Kind = 'sum' | 'histogram' | 'gauge';
type Told = { name: string } & Partial<Record<Kind, { dataPoints: Point[] }>>;
type Body = { resourceMetrics: { resource: Pick<Point, 'attributes'>; scopeMetrics: { metrics: Told[] }[] }[] };

let bodies: Body[];
let types: (string | undefined)[];
let receiver: { url: string; stop: () => Promise<void> };
let metering: Metering;

const open = (env: Record<string, string> = {}, url = `${receiver.url}/v1/metrics`, lost: unknown[] = []) => {
  const settings = z.object(tracingSettings).parse({ OTEL_METRICS_EXPORTER: 'otlp', ...env });
  metering = openMetering({ service: 'orders', url, settings, onLost: (error) => void lost.push(error) });
  meterWith(metering);
};

beforeEach(async () => {
  bodies = [];
  types = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    types.push(request.headers['content-type']);
    if (types.at(-1) === 'application/json') bodies.push(JSON.parse(Buffer.concat(chunks).toString()));
    response.end();
  });
  receiver = await serve(server, { port: 0, release: () => undefined });
});

afterEach(async () => {
  meterWith(undefined);
  await metering.stop();
  await receiver.stop();
});

/** What has been told by the end, as `{name: {"attribute=value ...": number}}`; of durations, how many there were. */
async function told(): Promise<Record<string, Record<string, number>>> {
  await metering.stop();
  const metrics = bodies.at(-1)?.resourceMetrics.flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics));
  return Object.fromEntries(
    (metrics ?? []).map(({ name, sum, histogram, gauge }) => [
      name,
      Object.fromEntries((sum ?? histogram ?? gauge)?.dataPoints.map((point) => [labelOf(point), numberOf(point)]) ?? []),
    ]),
  );
}

const labelOf = ({ attributes }: Pick<Point, 'attributes'>) =>
  attributes.map(({ key, value }) => `${key}=${value.stringValue ?? value.intValue}`).join(' ');
const numberOf = ({ asInt, asDouble, count }: Point) => Number(asInt ?? asDouble ?? count);

const queue = { name: 'orders', receive: async () => [], remove: async () => {}, hide: async () => {}, park: async () => {} };

/** Handles one message whose handling ends so. */
async function deliver(body: string, handle: () => Promise<void>): Promise<void> {
  const delivery = createDelivery({ queue, handle, log: silentLog().log, visibilityTimeoutSeconds: 30, handleSecondsMax: 60 });
  const message = { id: 'message-1', receiptHandle: 'handle-1', body, type: 'OrderConfirmed', receiveCount: 1 };
  await delivery.handle(message, new AbortController().signal);
}

const event = someEvent();
const here = 'messaging.system=aws_sqs messaging.destination.name=orders';
const ending = (outcome: string, type: string = event.type) =>
  `${here} cloudevents.event_type=${type} cloudservices.outcome=${outcome}`;
const throwing = (error: Error) => async () => {
  throw error;
};

describe('metrics of messages', () => {
  it('count how many were handled, by type and outcome, with their durations, and how many are in flight', async () => {
    open();
    await deliver(JSON.stringify(event), async () => {});
    await deliver(JSON.stringify(event), async () => {});
    await deliver(JSON.stringify(event), throwing(new RetryLaterError('too early')));
    await deliver(JSON.stringify(event), throwing(new PoisonError('no')));
    await deliver('no event, but somebody@example.com', async () => {});
    const handled = { [ending('done')]: 2, [ending('retry')]: 1, [ending('poison')]: 1, [ending('poison', 'unreadable')]: 1 };
    expect(await told()).toEqual({
      'cloudservices.messages.handled': handled,
      'messaging.process.duration': handled,
      'cloudservices.messages.in_flight': { [here]: 0 },
    });
    expect(JSON.stringify(bodies)).not.toContain('somebody@');
  });

  it('count a message as in flight until it has been handled', async () => {
    open();
    const ended = currentMetering()?.handling('orders');
    currentMetering()?.handling('orders');
    ended?.({ type: event.type, outcome: 'done' });
    expect((await told())['cloudservices.messages.in_flight']).toEqual({ [here]: 1 });
  });
});

describe('metrics of orders', () => {
  it('count decisions by outcome, and name the service', async () => {
    open();
    metering.orderDecided('confirmed');
    metering.orderDecided('confirmed');
    metering.orderDecided('cancelled');
    expect(await told()).toEqual({
      'cloudservices.orders.decided': { 'cloudservices.outcome=confirmed': 2, 'cloudservices.outcome=cancelled': 1 },
    });
    const [told1] = bodies.at(-1)?.resourceMetrics ?? [];
    expect(told1?.resource.attributes).toContainEqual({ key: 'service.name', value: { stringValue: 'orders' } });
  });
});

describe('metrics of overdue orders', () => {
  it('are the latest count', async () => {
    open();
    metering.ordersOverdue(3);
    metering.ordersOverdue(2);
    expect(await told()).toEqual({ 'cloudservices.orders.overdue': { '': 2 } });
  });
});

describe('metrics of requests', () => {
  it('record how long they took, by route and status, without health checks and addresses', async () => {
    open();
    const app = createServiceApp({
      service: 'orders',
      log: silentLog().log,
      verifyToken: jest.fn<VerifyToken>(),
      ready: async () => {},
    });
    app.get('/v1/orders/:orderId', (c) => c.text('here'));
    app.get('/v1/broken', () => {
      throw new Error('no');
    });
    for (const path of ['/v1/orders/1', '/v1/orders/2', '/v1/broken', '/somebody@example.com', '/healthz'])
      await app.request(path);
    const answered = (route: string, end: string) =>
      `http.request.method=GET url.scheme=http ${route}http.response.status_code=${end}`;
    expect(await told()).toEqual({
      'http.server.request.duration': {
        [answered('http.route=/v1/orders/{orderId} ', '200')]: 2,
        [answered('http.route=/v1/broken ', '500 error.type=500')]: 1,
        [answered('', '404')]: 1,
      },
    });
    expect(JSON.stringify(bodies)).not.toContain('somebody@');
  });
});

describe('what is sent', () => {
  it('is protobuf if that is requested', async () => {
    open({ OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' });
    metering.orderDecided('confirmed');
    await metering.stop();
    expect(types).toEqual(['application/x-protobuf']);
  });

  it('is lost, which is reported, if no one accepts it', async () => {
    const lost: unknown[] = [];
    open({}, 'http://127.0.0.1:1/v1/metrics', lost);
    metering.orderDecided('confirmed');
    await metering.stop();
    expect(lost.length).toBeGreaterThan(0);
  });
});
