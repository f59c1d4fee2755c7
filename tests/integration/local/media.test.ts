import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Role } from '#shared/tokens/access-claims.ts';
import { createApp } from '../../../containers/catalog/app.ts';
import { createOfferStore } from '../../../containers/catalog/offer-store.ts';
import { tables } from '../../../containers/catalog/schema.ts';
import { createProductStore } from '../../../containers/catalog/store.ts';
import { createUploadRecords } from '../../../containers/catalog/upload-record-store.ts';
import { createUploadStore } from '../../../containers/catalog/upload-store.ts';
import { createPictureStore } from '../../../functions/media/picture-store.ts';
import { takeUploads } from '../../../functions/media/take-uploads.ts';
import { freePort } from '../../../local/free-port.ts';
import { startEventSource } from '../../../local/resources/event-source.ts';
import { unthrottled } from '../../../local/resources/gateway/settings.ts';
import { type GatewayOptions, startGateway } from '../../../local/resources/gateway.ts';
import { serve } from '../../../local/resources/serve.ts';
import { testDecoder } from '../../support/decoder.ts';
import { startTestDynamo } from '../../support/dynamodb.ts';
import { eventually } from '../../support/eventually.ts';
import { tokenOf, verifyToken } from '../../support/http-caller.ts';
import { images } from '../../support/images.ts';
import { postForm, startMediaBucket } from '../../support/media-bucket.ts';
import { silentLog } from '../../support/silent-log.ts';

const stops: (() => Promise<void>)[] = [];
let gatewayUrl: string;

/** Everything that an upload passes through: the gateway, the catalog, the bucket, its queue, and the function behind it. */
beforeAll(async () => {
  const [dynamo, bucket, port] = await Promise.all([startTestDynamo(tables), startMediaBucket(), freePort()]);
  const mediaUrl = `http://127.0.0.1:${port}`;
  const products = createProductStore(dynamo.dynamo, 'products');
  const { log } = silentLog();
  const uploads = createUploadStore(bucket.s3, 'media');
  const records = createUploadRecords(dynamo.dynamo, 'uploads');
  const decoder = testDecoder();
  const app = createApp({
    products,
    uploads,
    records,
    offers: createOfferStore(dynamo.dynamo, 'offers'),
    mediaUrl,
    log,
    verifyToken,
    ready: products.ping,
  });
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const catalog = await serve(createServer(listener), { port: 0, release: () => undefined });
  const gateway = await startGateway({
    port,
    routes: infra<GatewayOptions['routes']>('routes'),
    settings: { ...infra<GatewayOptions['settings']>('gateway'), throttle: unthrottled },
    services: { catalog: catalog.url },
    authorizer: async () => ({ isAuthorized: true }),
    origins: { '/media/': bucket.origin },
  });
  const pictures = createPictureStore(bucket.s3, 'media');
  const invoke: Parameters<typeof startEventSource>[0]['invoke'] = ({ Records }) =>
    takeUploads(Records, { pictures, products, records, decoder, mediaUrl, log });
  const source = startEventSource({ endpoint: bucket.emulator, queueUrl: bucket.queueUrl, invoke });
  stops.push(source.stop, gateway.stop, catalog.stop, bucket.stop, dynamo.stop);
  gatewayUrl = gateway.url;
});

afterAll(async () => {
  for (const stop of stops) await stop();
});

function infra<T>(name: string): T {
  return JSON.parse(readFileSync(join(import.meta.dirname, `../../../infra/${name}.json`), 'utf8')) as T;
}

const userId = '0190c0de-0000-7000-8000-00000000000a';
const products = '/v1/catalog/products';
const png = images['image/png'];

const post = (path: string, body: unknown, role: Role = 'admin') =>
  fetch(`${gatewayUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${tokenOf(userId, role)}` },
    body: JSON.stringify(body),
  });
// biome-ignore lint/suspicious/noExplicitAny: each test's expectation checks what it reads from the response
const bodyOf = async (response: Response): Promise<any> => response.json();
const read = (path: string, role: Role = 'admin') =>
  fetch(`${gatewayUrl}${path}`, { headers: { authorization: `Bearer ${tokenOf(userId, role)}` } });
const told = async (path: string) => bodyOf(await read(path));
const add = async (): Promise<string> =>
  (await bodyOf(await post(products, { name: 'Mouse', category: 'pets', price: { amount: 1, currency: 'USD' } }))).productId;

describe('an admin', () => {
  test('uploads a picture, which everyone then sees with the product', async () => {
    const address = `${products}/${await add()}`;
    const offered = await post(`${address}/media`, { contentType: 'image/png', byteLength: png.length });
    expect(offered.status).toBe(201);
    const { uploadId, upload, mediaUrl } = await bodyOf(offered);
    const { status, location } = { status: offered.status, location: offered.headers.get('location') ?? '' };
    expect([status, location]).toEqual([201, `${address}/media/${uploadId}`]);
    expect(await told(location)).toEqual({ uploadId, status: 'pending' });
    expect((await postForm(upload.url, upload.fields, png)).status).toBe(204);
    await eventually(async () => {
      expect(await bodyOf(await fetch(`${gatewayUrl}${address}`))).toMatchObject({ mediaUrl });
    }, 30);
    expect(await told(location)).toEqual({ uploadId, status: 'published', mediaUrl });
    const picture = await fetch(mediaUrl);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(Buffer.from(await picture.arrayBuffer())).toEqual(png);
  });

  test('is told why a picture was refused', async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from('500 Internal Server Error')]);
    const address = `${products}/${await add()}`;
    const offered = await post(`${address}/media`, { contentType: 'image/jpeg', byteLength: bytes.length });
    const { uploadId, upload } = await bodyOf(offered);
    expect((await postForm(upload.url, upload.fields, bytes)).status).toBe(204);
    await eventually(async () => {
      const detail = expect.stringContaining('damaged');
      expect(await told(`${address}/media/${uploadId}`)).toEqual({ uploadId, status: 'refused', reason: 'DAMAGED', detail });
    }, 30);
    expect(await bodyOf(await fetch(`${gatewayUrl}${address}`))).not.toHaveProperty('mediaUrl');
  });

  test('is not shown uploads of another product, or of a missing one', async () => {
    const address = `${products}/${await add()}`;
    const { uploadId } = await bodyOf(await post(`${address}/media`, { contentType: 'image/png', byteLength: 1 }));
    expect((await read(`${products}/${await add()}/media/${uploadId}`)).status).toBe(404);
    expect((await read(`${address}/media/${userId}`)).status).toBe(404);
    expect((await read(`${address}/media/${uploadId}`, 'customer')).status).toBe(403);
  });

  test.each([
    ['a type that runs scripts', { contentType: 'image/svg+xml', byteLength: 1 }],
    ['no type', { byteLength: 1 }],
    ['nothing', { contentType: 'image/png', byteLength: 0 }],
    ['too much', { contentType: 'image/png', byteLength: 5 * 1024 * 1024 + 1 }],
    ['a part of a byte', { contentType: 'image/png', byteLength: 1.5 }],
    ['a name of their own', { contentType: 'image/png', byteLength: 1, key: 'media/x' }],
  ])('gets no form for %s', async (_, body) => {
    expect((await post(`${products}/${await add()}/media`, body)).status).toBe(422);
  });

  test('gets no form for a product that does not exist, or no longer does', async () => {
    const body = { contentType: 'image/png', byteLength: 1 };
    const address = `${products}/${await add()}`;
    const headers = { authorization: `Bearer ${tokenOf(userId, 'admin')}` };
    expect((await fetch(`${gatewayUrl}${address}`, { method: 'DELETE', headers })).status).toBe(204);
    expect((await post(`${address}/media`, body)).status).toBe(404);
    expect((await post(`${products}/${userId}/media`, body)).status).toBe(404);
    expect((await post(`${products}/x/media`, body)).status).toBe(404);
  });
});

test.each<Role>(['customer', 'operator'])('no one else is offered a form: %s', async (role) => {
  const body = { contentType: 'image/png', byteLength: 1 };
  expect((await post(`${products}/${await add()}/media`, body, role)).status).toBe(403);
});
