import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { DependencyUnavailableError, EverybodyRefusedError } from '#shared/errors/outcome.ts';
import { createHttpCarrier } from '../../../../containers/shipping/http-carrier.ts';
import { startCarrier } from '../../../../local/resources/carrier.ts';
import { type Serving, serve } from '../../../../local/resources/serve.ts';
import { anOrder } from '../../../support/an-order.ts';

const { customerId, shipTo } = anOrder().placement;
const booking = { status: 'booking', consignee: { customerId, shipTo } } as const;
const cancelling = { ...booking, status: 'cancelling', trackingNumber: undefined } as const;
const bookingTo = (changed: object) => ({ ...booking, consignee: { customerId, shipTo: { ...shipTo, ...changed } } });

describe('the carrier', () => {
  let dataFolder: string;
  let sandbox: Serving;
  let carrier: ReturnType<typeof createHttpCarrier>;

  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'carrier-'));
    sandbox = await startCarrier({ dataFolder });
    carrier = createHttpCarrier(sandbox.url);
  });
  afterAll(async () => {
    await sandbox.stop();
    await rm(dataFolder, { recursive: true });
  });

  test('books once, and repeats its answer', async () => {
    const { orderId } = anOrder();
    const booked = await carrier.book(orderId, booking);
    expect(booked).toEqual({ did: 'book', trackingNumber: expect.stringMatching(/^SBX\d{12}$/) });
    expect(await carrier.book(orderId, booking)).toEqual(booked);
  });

  test('refuses an undeliverable address', async () => {
    const { orderId } = anOrder();
    expect(await carrier.book(orderId, bookingTo({ postalCode: '00000' }))).toEqual({
      did: 'refuse',
      code: 'undeliverable_address',
    });
  });

  test('books to an address without a postal code', async () => {
    const { orderId } = anOrder();
    const { postalCode: _, ...address } = shipTo;
    const hongKong = { ...booking, consignee: { customerId, shipTo: { ...address, country: 'HK', phone: '+852 2123 4567' } } };
    expect(await carrier.book(orderId, hongKong)).toMatchObject({ did: 'book' });
  });

  test('refuses a booking that comes after its cancellation', async () => {
    const { orderId } = anOrder();
    expect(await carrier.cancel(orderId, cancelling)).toEqual({ did: 'cancel' });
    expect(await carrier.cancel(orderId, cancelling)).toEqual({ did: 'cancel' });
    expect(await carrier.book(orderId, booking)).toEqual({ did: 'refuse', code: 'reference_cancelled' });
  });
});

describe('a carrier in trouble', () => {
  let running: Serving | undefined;
  afterEach(async () => {
    await running?.stop();
    running = undefined;
  });

  const answering = async (listener: RequestListener) => {
    running = await serve(createServer(listener), { port: 0, release: () => undefined });
    return createHttpCarrier(running.url);
  };
  const saying =
    (status: number, body: string): RequestListener =>
    (_, response) =>
      void response.writeHead(status).end(body);

  test.each<[string, RequestListener]>([
    ['500', saying(500, '{"code":"broken"}')],
    ['500 with a booking', saying(500, '{"trackingNumber":"SBX-1","status":"cancelled"}')],
    ['503 with a page', saying(503, '<html>')],
    ['401', saying(401, '{"code":"who_are_you"}')],
    ['404', saying(404, '{"code":"not_found"}')],
    ['429', saying(429, '{"code":"slow_down"}')],
    ['200 with a page', saying(200, '<html>It works!</html>')],
    ['200 with another shape', saying(200, '{"ok":true}')],
    ['409 with a page', saying(409, '<html>')],
    ['409 for a twin that is in progress', saying(409, '{"code":"in_progress"}')],
    ['422 with another shape', saying(422, '{"detail":[]}')],
    [
      'half an answer',
      (_, response) => void response.writeHead(200, { 'content-length': '100' }).write('{"track', () => response.destroy()),
    ],
    ['nothing at all', (request) => void request.socket.destroy()],
  ])('that answers %s has refused nothing and done nothing', async (_, listener) => {
    const carrier = await answering(listener);
    const again = { name: expect.stringMatching(/^(EffectRefused|RetryLater|DependencyUnavailable)Error$/) };
    await expect(carrier.book(anOrder().orderId, booking)).rejects.toMatchObject(again);
    await expect(carrier.cancel(anOrder().orderId, cancelling)).rejects.toMatchObject(again);
  });

  test.each([
    { status: 400, concerns: 'this shipment alone', name: 'EffectRefusedError' },
    { status: 404, concerns: 'this shipment alone', name: 'EffectRefusedError' },
    { status: 409, concerns: 'this shipment, and may end by itself', name: 'RetryLaterError' },
    { status: 401, concerns: 'every shipment', name: 'DependencyUnavailableError' },
    { status: 429, concerns: 'every shipment', name: 'DependencyUnavailableError' },
    { status: 500, concerns: 'every shipment', name: 'DependencyUnavailableError' },
  ])('that answers $status has a failure that affects $concerns', async ({ status, name }) => {
    const carrier = await answering(saying(status, '{"code":"x"}'));
    await expect(carrier.book(anOrder().orderId, booking)).rejects.toMatchObject({ name });
    await expect(carrier.cancel(anOrder().orderId, cancelling)).rejects.toMatchObject({ name });
  });

  test.each([
    [401, true],
    [403, true],
    [429, false],
    [500, false],
  ])('that answers %i refuses every request: %s', async (status, isEverybody) => {
    const carrier = await answering(saying(status, '{"code":"x"}'));
    const error: unknown = await carrier.cancel(anOrder().orderId, cancelling).catch((error) => error);
    expect(error instanceof EverybodyRefusedError).toBe(isEverybody);
  });

  test('that is down cannot be asked', async () => {
    const carrier = await answering(saying(200, ''));
    await running?.stop();
    running = undefined;
    await expect(carrier.book(anOrder().orderId, booking)).rejects.toBeInstanceOf(DependencyUnavailableError);
  });

  test('that never answers is given up on after five seconds', async () => {
    const carrier = await answering(() => undefined);
    const began = performance.now();
    const attempt = carrier.book(anOrder().orderId, booking);
    await expect(attempt).rejects.toMatchObject({ name: 'DependencyUnavailableError', cause: { name: 'TimeoutError' } });
    expect(performance.now() - began).toBeLessThan(7_000);
  });
});
