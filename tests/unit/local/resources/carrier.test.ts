import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startCarrier } from '../../../../local/resources/carrier.ts';

const shipTo = { name: 'Ada', line1: '1 Loop', city: 'Springfield', postalCode: '12345', country: 'US' };

let dataFolder: string;
let carrier: Awaited<ReturnType<typeof startCarrier>>;

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'carrier-'));
  carrier = await startCarrier({ dataFolder });
});

afterEach(async () => {
  await carrier.stop();
  await rm(dataFolder, { recursive: true });
});

async function ask(method: string, path: string, body?: unknown) {
  const response = await fetch(`${carrier.url}${path}`, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const book = (reference: string, changes = {}) => ask('PUT', `/shipments/${reference}`, { shipTo: { ...shipTo, ...changes } });

describe('a booking', () => {
  test('is made once per reference, however often it is requested', async () => {
    const first = await book('order-1');
    expect(first).toEqual({
      status: 201,
      body: { reference: 'order-1', trackingNumber: expect.stringMatching(/^SBX\d{12}$/), status: 'booked' },
    });
    expect(await book('order-1')).toEqual({ status: 200, body: first.body });
    expect(await ask('GET', '/shipments/order-1')).toEqual({ status: 200, body: first.body });
    expect(await ask('GET', '/shipments?status=booked')).toMatchObject({ body: { count: 1, shipments: [first.body] } });
  });

  test('to postal code 00000 is refused', async () => {
    expect(await book('order-1', { postalCode: '00000' })).toMatchObject({
      status: 422,
      body: { code: 'undeliverable_address' },
    });
    expect(await ask('GET', '/shipments/order-1')).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  test('without an address is refused', async () => {
    expect(await ask('PUT', '/shipments/order-1', {})).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
  });

  test('is still known after a restart', async () => {
    const { body } = await book('order-1');
    await carrier.stop();
    carrier = await startCarrier({ dataFolder });
    expect(await book('order-1')).toEqual({ status: 200, body });
  });
});

describe('a cancelled reference', () => {
  test('stays cancelled and refuses a late booking', async () => {
    await book('order-1');
    expect(await ask('DELETE', '/shipments/order-1')).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    expect(await ask('DELETE', '/shipments/order-1')).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    expect(await book('order-1')).toMatchObject({ status: 409, body: { code: 'reference_cancelled' } });
    expect(await ask('GET', '/shipments?status=booked')).toMatchObject({ body: { count: 0 } });
  });

  test('need not have been booked', async () => {
    const tombstone = { reference: 'order-2', trackingNumber: null, status: 'cancelled' };
    expect(await ask('DELETE', '/shipments/order-2')).toEqual({ status: 200, body: tombstone });
    expect(await book('order-2')).toMatchObject({ status: 409, body: { code: 'reference_cancelled' } });
  });
});
