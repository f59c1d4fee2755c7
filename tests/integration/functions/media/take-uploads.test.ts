import { createServer } from 'node:http';
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { SQSRecord } from 'aws-lambda';
import { v7 as newId } from 'uuid';
import { archiveProduct, createProduct, patchProduct } from '../../../../containers/catalog/domain.ts';
import { type ImageType, imageBytesMax, mediaKey, type Picture, uploadKey } from '../../../../containers/catalog/media.ts';
import { tables } from '../../../../containers/catalog/schema.ts';
import { createProductStore, type ProductStore } from '../../../../containers/catalog/store.ts';
import type { UploadOutcome } from '../../../../containers/catalog/upload-outcome.ts';
import { createUploadRecords, type UploadRecords } from '../../../../containers/catalog/upload-record-store.ts';
import { createUploadStore } from '../../../../containers/catalog/upload-store.ts';
import { createPictureStore, type PictureStore } from '../../../../functions/media/picture-store.ts';
import { takeUploads } from '../../../../functions/media/take-uploads.ts';
import { type Serving, serve } from '../../../../local/resources/serve.ts';
import { testDecoder } from '../../../support/decoder.ts';
import { startTestDynamo, type TestDynamo } from '../../../support/dynamodb.ts';
import { images } from '../../../support/images.ts';
import { type MediaBucket, postForm, startMediaBucket } from '../../../support/media-bucket.ts';
import { silentLog } from '../../../support/silent-log.ts';

let dynamo: TestDynamo;
let bucket: MediaBucket;
let cdn: Serving;
let products: ProductStore;
let pictures: PictureStore;
let records: UploadRecords;
const decoder = testDecoder();
let productId: string;

beforeAll(async () => {
  [dynamo, bucket] = await Promise.all([startTestDynamo(tables), startMediaBucket()]);
  cdn = await serve(createServer(bucket.origin), { port: 0, release: () => undefined });
  products = createProductStore(dynamo.dynamo, 'products');
  pictures = createPictureStore(bucket.s3, 'media');
  records = createUploadRecords(dynamo.dynamo, 'uploads');
});
afterAll(() => Promise.all([cdn.stop(), bucket.stop(), dynamo.stop()]));

beforeEach(async () => {
  productId = newId();
  await products.add(createProduct(productId, { name: 'Mouse', category: 'pets', price: { amount: 1, currency: 'USD' } }));
});

/** Uploads with a form that was issued for it, and returns S3's message. */
async function upload(picture: Picture, contentType: ImageType, bytes: Uint8Array = images[contentType]): Promise<string> {
  await records.add(picture);
  const form = await createUploadStore(bucket.s3, 'media').offer(picture, { contentType, byteLength: bytes.length });
  expect((await postForm(form.url, form.fields, bytes)).status).toBe(204);
  const [message = '', ...more] = await bucket.messages();
  expect(more).toEqual([]);
  return message;
}

/** Delivers messages to the function, with these overrides; their indexes are their ids. */
async function deliver(
  messages: string[],
  otherwise: { pictures?: Partial<PictureStore>; products?: Partial<ProductStore>; records?: Partial<UploadRecords> } = {},
) {
  const { log, entries } = silentLog();
  const deps = {
    pictures: { ...pictures, ...otherwise.pictures },
    products: { ...products, ...otherwise.products },
    records: { ...records, ...otherwise.records },
    decoder,
    mediaUrl: cdn.url,
    log,
  };
  const received = messages.map((body, place) => ({ messageId: String(place), body }) as SQSRecord);
  const { batchItemFailures } = await takeUploads(received, deps);
  const said = entries.map(({ level, fields, message }) => [level, fields, message] as const);
  return { failed: batchItemFailures.map(({ itemIdentifier }) => Number(itemIdentifier)), said };
}

const aPicture = (): Picture => ({ productId, mediaId: newId() });
const urlOf = (picture: Picture, type: ImageType) => `${cdn.url}/${mediaKey(picture, type)}`;
const keys = async () => (await bucket.keys()).filter((key) => key.includes(productId));

describe('an upload', () => {
  test.each(Object.entries(images) as [ImageType, Buffer][])('of %s becomes its product’s picture', async (type, bytes) => {
    const picture = aPicture();
    expect((await deliver([await upload(picture, type)])).failed).toEqual([]);
    const mediaUrl = urlOf(picture, type);
    expect(await products.find(productId)).toMatchObject({ mediaUrl, mediaId: picture.mediaId, version: 2 });
    expect(await keys()).toEqual([mediaKey(picture, type)]);
    const served = await fetch(mediaUrl);
    expect(Object.fromEntries(served.headers)).toMatchObject({
      'content-type': type,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    expect(Buffer.from(await served.arrayBuffer())).toEqual(bytes);
  });

  test.each<[string, ImageType, string, string]>([
    ['a page that calls itself an image', 'image/png', '<!doctype html><script>alert(1)</script>', 'NOT_A_PICTURE'],
    ['SVG that calls itself an image', 'image/gif', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'NOT_A_PICTURE'],
    ['an image of another type than promised', 'image/png', 'GIF89a', 'WRONG_TYPE'],
    ['a HEIC that calls itself JPEG', 'image/jpeg', '\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'NOT_A_PICTURE'],
    ['how a JPEG begins, and an error', 'image/jpeg', '\xff\xd8\xff 500 Internal Server Error', 'DAMAGED'],
  ])('is refused when it is %s', async (_, type, content, reason) => {
    const picture = aPicture();
    const { failed, said } = await deliver([await upload(picture, type, Buffer.from(content, 'latin1'))]);
    expect(failed).toEqual([]);
    expect(await keys()).toEqual([]);
    expect(await products.find(productId)).toMatchObject({ version: 1 });
    expect(said).toEqual([['info', { ...picture, outcome: 'refused', reason, byteLength: content.length }, 'upload processed']]);
    expect(await records.find(picture)).toEqual({
      status: 'refused',
      reason,
      detail: expect.stringMatching(/^The file .+\.$|^The picture .+\.$/),
    });
  });

  test.each([
    ['too long', Buffer.concat([images['image/png'], Buffer.alloc(imageBytesMax)]), imageBytesMax + 1, 'TOO_MANY_BYTES'],
    ['empty', Buffer.alloc(0), 0, 'EMPTY'],
  ])('is discarded when it is %s, wherever it came from, and is never read further', async (_, Body, byteLength, reason) => {
    const picture = aPicture();
    const message = await upload(picture, 'image/png');
    const object = { Bucket: 'media', Key: uploadKey(picture), Body, ContentType: 'image/png' };
    await bucket.s3.send(new PutObjectCommand(object));
    const { said } = await deliver([message]);
    expect(said).toMatchObject([['info', { outcome: 'refused', reason, byteLength }, 'upload processed']]);
    expect(await keys()).toEqual([]);
  });

  test('is discarded when its product is no longer for sale, or never was', async () => {
    const message = await upload(aPicture(), 'image/png');
    const archival = { archivedBy: newId(), archivedAt: new Date().toISOString() };
    await products.replace(archiveProduct((await products.find(productId)) ?? never(), archival));
    const stranger = { productId: newId(), mediaId: newId() };
    const { failed, said } = await deliver([message, await upload(stranger, 'image/png')]);
    expect(failed).toEqual([]);
    expect(said.map(([, { reason }]) => reason)).toEqual(['PRODUCT_REMOVED', 'PRODUCT_REMOVED']);
    expect((await bucket.keys()).filter((key) => key.includes(productId) || key.includes(stranger.productId))).toEqual([]);
  });

  test('does not revert a concurrent change of the product', async () => {
    const message = await upload(aPicture(), 'image/png');
    let isFirst = true;
    const find = async (id: string) => {
      const found = await products.find(id);
      if (isFirst && found) await products.replace(patchProduct(found, { name: 'Rat' }));
      isFirst = false;
      return found;
    };
    await deliver([message], { products: { find } });
    expect(await products.find(productId)).toMatchObject({ name: 'Rat', mediaUrl: expect.any(String), version: 3 });
  });
});

describe('a repeated event', () => {
  test('changes nothing, immediately or later', async () => {
    const message = await upload(aPicture(), 'image/png');
    expect((await deliver([message, message, message])).failed).toEqual([]);
    const shown = await products.find(productId);
    expect(shown).toMatchObject({ version: 2 });
    expect((await deliver([message])).failed).toEqual([]);
    expect(await products.find(productId)).toEqual(shown);
  });

  test('does not bring back a picture that was removed since', async () => {
    const picture = aPicture();
    const message = await upload(picture, 'image/png');
    const away = () => Promise.reject(new Error('away'));
    expect((await deliver([message], { pictures: { removeUpload: away } })).failed).toEqual([0]);
    await products.replace(patchProduct((await products.find(productId)) ?? never(), { mediaUrl: null }));
    expect((await deliver([message])).failed).toEqual([]);
    expect(await products.find(productId)).not.toHaveProperty('mediaUrl');
    expect(await keys()).toEqual([mediaKey(picture, 'image/png')]);
  });

  test('arriving late does not replace a picture that was requested after it', async () => {
    const [older, newer] = [aPicture(), aPicture()].sort((a, b) => (a.mediaId < b.mediaId ? -1 : 1)) as [Picture, Picture];
    const late = await upload(older, 'image/png');
    await deliver([await upload(newer, 'image/gif')]);
    expect((await deliver([late])).failed).toEqual([]);
    expect(await products.find(productId)).toMatchObject({ mediaUrl: urlOf(newer, 'image/gif'), version: 2 });
    expect(await records.find(older)).toMatchObject({ status: 'refused', reason: 'SUPERSEDED' });
    expect(await records.find(newer)).toEqual({ status: 'published', mediaUrl: urlOf(newer, 'image/gif') });
    expect(await keys()).toEqual([mediaKey(newer, 'image/gif')]);
  });
});

describe('a second upload with the same form', () => {
  const other = anotherPng();

  test('never changes what is served', async () => {
    const picture = aPicture();
    await deliver([await upload(picture, 'image/png')]);
    await deliver([await upload(picture, 'image/png', other)]);
    const served = await fetch(urlOf(picture, 'image/png'));
    expect(Buffer.from(await served.arrayBuffer())).toEqual(images['image/png']);
    expect(await keys()).toEqual([mediaKey(picture, 'image/png')]);
  });

  test('never changes what is already public, even if the product does not show it yet', async () => {
    const picture = aPicture();
    const first = await upload(picture, 'image/png');
    const replace = () => Promise.reject(new Error('away'));
    expect((await deliver([first], { products: { replace } })).failed).toEqual([0]);
    const second = await upload(picture, 'image/png', other);
    expect((await deliver([second, first])).failed).toEqual([]);
    const served = await fetch(urlOf(picture, 'image/png'));
    expect(Buffer.from(await served.arrayBuffer())).toEqual(images['image/png']);
    expect(await products.find(productId)).toMatchObject({ mediaUrl: urlOf(picture, 'image/png') });
  });

  test('never slips in between the check of the first and its publication', async () => {
    const picture = aPicture();
    const message = await upload(picture, 'image/png');
    let second = '';
    const find = async (id: string) => {
      second ||= await upload(picture, 'image/png', Buffer.from('<script>'.padEnd(images['image/png'].length)));
      return products.find(id);
    };
    await deliver([message], { products: { find } });
    expect((await deliver([second])).failed).toEqual([]);
    const served = await fetch(urlOf(picture, 'image/png'));
    expect(Buffer.from(await served.arrayBuffer())).toEqual(images['image/png']);
    expect(await keys()).toEqual([mediaKey(picture, 'image/png')]);
  });
});

describe('a failure', () => {
  const away = () => Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }));

  test.each<[string, Parameters<typeof deliver>[1]]>([
    ['to read the upload', { pictures: { readUpload: away } }],
    ['to find the product', { products: { find: away } }],
    ['to publish', { pictures: { publish: away } }],
    ['to change the product', { products: { replace: away } }],
    ['to note the outcome', { records: { settle: away } }],
    ['to remove the upload', { pictures: { removeUpload: away } }],
  ])('%s has the message redelivered, and then processed once', async (_, broken) => {
    const picture = aPicture();
    const message = await upload(picture, 'image/png');
    expect((await deliver([message], broken)).failed).toEqual([0]);
    expect(await keys()).toContain(uploadKey(picture));
    expect((await deliver([message])).failed).toEqual([]);
    expect(await products.find(productId)).toMatchObject({ mediaUrl: urlOf(picture, 'image/png'), version: 2 });
    expect(await keys()).toEqual([mediaKey(picture, 'image/png')]);
  });

  test('of one message does not affect another', async () => {
    const good = await upload(aPicture(), 'image/png');
    const unknown = good.replaceAll(productId, 'x');
    const { failed, said } = await deliver(['{', good, '{"Event":"s3:TestEvent"}', unknown]);
    expect(failed).toEqual([0]);
    expect(await products.find(productId)).toMatchObject({ version: 2 });
    expect(said).toContainEqual(['warn', { reason: 'unknown key' }, 'upload ignored']);
    expect(said).toContainEqual(['warn', { err: expect.any(Error), messageId: '0' }, 'upload failed']);
  });
});

describe('the outcome of an upload', () => {
  const delayed: UploadOutcome = { status: 'pending', delayed: true };
  const aDayAgo = (): Picture => ({ productId, mediaId: newId({ msecs: Date.now() - 24 * 60 * 60 * 1_000 }) });

  test('is delayed while the check fails on our side, and known once it succeeds', async () => {
    const picture = aPicture();
    const message = await upload(picture, 'image/png');
    const away = () => Promise.reject(new Error('away'));
    await deliver([message], { products: { find: away } });
    expect(await records.find(picture)).toEqual(delayed);
    await deliver([message]);
    expect(await records.find(picture)).toEqual({ status: 'published', mediaUrl: urlOf(picture, 'image/png') });
  });

  test('is that it expired when its message is redelivered after the bucket was cleared', async () => {
    const picture = aDayAgo();
    const message = await upload(picture, 'image/png');
    await pictures.removeUpload(picture);
    expect((await deliver([message])).failed).toEqual([]);
    expect(await records.find(picture)).toMatchObject({ status: 'refused', reason: 'EXPIRED' });
  });

  test('is that it expired when it is checked after a day, even if it is still there', async () => {
    const picture = aDayAgo();
    expect((await deliver([await upload(picture, 'image/png')])).failed).toEqual([]);
    expect(await records.find(picture)).toMatchObject({ status: 'refused', reason: 'EXPIRED' });
    expect(await products.find(productId)).toMatchObject({ version: 1 });
    expect(await keys()).toEqual([]);
  });

  test('does not change when the message of a published picture is redelivered', async () => {
    const picture = aPicture();
    const message = await upload(picture, 'image/png');
    await deliver([message, message]);
    await deliver([message]);
    expect(await records.find(picture)).toEqual({ status: 'published', mediaUrl: urlOf(picture, 'image/png') });
  });

  test('is recorded even for a form that an earlier build offered without a record', async () => {
    const picture = aPicture();
    await records.settle(picture, { status: 'published', mediaUrl: 'https://shop.test/x.png' });
    expect(await records.find(picture)).toEqual({ status: 'published', mediaUrl: 'https://shop.test/x.png' });
  });
});

describe('the address of pictures', () => {
  test('answers 304 to callers who already have the picture', async () => {
    const picture = aPicture();
    await deliver([await upload(picture, 'image/png')]);
    const { headers } = await fetch(urlOf(picture, 'image/png'));
    const etag = headers.get('etag') ?? '';
    const again = await fetch(urlOf(picture, 'image/png'), { headers: { 'if-none-match': `"other", W/${etag}` } });
    expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, '']);
    expect(again.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const part = await fetch(urlOf(picture, 'image/png'), { headers: { range: 'bytes=1-3' } });
    expect([part.status, await part.text()]).toEqual([206, 'PNG']);
  });

  test.each([
    ['of a picture that is not there', '/media/x/y.png'],
    ['of a folder', '/media/x/'],
    ['of all of them', '/media/'],
    ['that asks for a list', '/media/?list-type=2'],
    ['that climbs out of it', '/media/%2e%2e/uploads/x'],
    ['that climbs out of it in parts', '/media/x%2f..%2f..%2fuploads/x'],
    ['of something else', '/mediax'],
  ])('%s has nothing', async (_, path) => {
    const response = await fetch(`${cdn.url}${path}`);
    expect([response.status, response.headers.get('x-content-type-options')]).toEqual([404, 'nosniff']);
    expect(await response.text()).toContain('<Code>NoSuchKey</Code>');
  });

  test('accepts nothing', async () => {
    expect((await fetch(`${cdn.url}/media/x.png`, { method: 'PUT', body: 'x' })).status).toBe(403);
  });

  test('does not serve uploads', async () => {
    const picture = aPicture();
    await upload(picture, 'image/png');
    expect((await fetch(`${cdn.url}/${uploadKey(picture)}`)).status).toBe(404);
    expect((await fetch(`${cdn.url}/media/../${uploadKey(picture)}`)).status).toBe(404);
  });
});

/** A PNG of the same length with a different pixel. */
function anotherPng(): Buffer {
  const png = Buffer.from(images['image/png']);
  const data = png.indexOf('IDAT');
  const raw = inflateSync(png.subarray(data + 4, data + 4 + png.readUInt32BE(data - 4)));
  raw[1] = 255 - (raw[1] ?? 0);
  const packed = deflateSync(raw, { level: 9 });
  packed.copy(png, data + 4);
  png.writeUInt32BE(crc32(png.subarray(data, data + 4 + packed.length)), data + 4 + packed.length);
  return png;
}

function never(): never {
  throw new Error('the product is there');
}
