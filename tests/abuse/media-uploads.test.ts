import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ImageType } from '../../containers/catalog/media.ts';
import type { UploadForm } from '../../containers/catalog/upload-store.ts';
import { expectStatus } from '../../local/demo/client.ts';
import { localAws } from '../../local/resources/local-aws.ts';
import { products } from '../../local/seed.ts';
import { eventually } from '../support/eventually.ts';
import { images } from '../support/images.ts';
import { postForm } from '../support/media-bucket.ts';
import { useStack } from '../support/use-stack.ts';

const world = useStack();
let s3: S3Client;
beforeAll(() => {
  s3 = new S3Client({ ...localAws, endpoint: world.stack.backends.bucket.endpoint });
});

const hostileForms = 2_000;
const tally = { refused: 0, stored: 0, thrownAway: 0 };
afterAll(() => {
  s3.destroy();
  process.stdout.write(
    `  media uploads: ${tally.refused} changed forms refused, ${tally.stored} stored; ${tally.thrownAway} fake images discarded, 0 served\n`,
  );
});

type Offer = { upload: UploadForm; mediaUrl: string };

const offer = (productId: string, contentType: ImageType, byteLength: number) =>
  expectStatus(world.admin.call<Offer>('POST', `/v1/catalog/products/${productId}/media`, { contentType, byteLength }), 201);

const productOf = async (productId: string) => (await world.customer.call('GET', `/v1/catalog/products/${productId}`)).body;

const keys = async () => {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'media' }));
  return Contents.map(({ Key = '' }) => Key).sort();
};

describe('through the whole system', () => {
  test.each(Object.entries(images) as [ImageType, Buffer][])('%s reaches everyone', async (type, bytes) => {
    const { productId } = products.laptop;
    const { upload, mediaUrl } = await offer(productId, type, bytes.length);
    expect((await postForm(upload.url, upload.fields, bytes)).status).toBe(204);
    await eventually(async () => expect(await productOf(productId)).toMatchObject({ mediaUrl }));
    const picture = await fetch(mediaUrl);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, type]);
    expect(Buffer.from(await picture.arrayBuffer())).toEqual(bytes);
  });

  test.each([
    ['a page', '<!doctype html><script>alert(document.domain)</script>'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['a script', '#!/bin/sh\nid'],
    ['a page with a picture further on', `<html>${images['image/png'].toString('latin1')}`],
    ['zero bytes', '\0'.repeat(100)],
  ])('%s that pretends to be an image is never served', async (_, content) => {
    const { productId } = products.mouse;
    const bytes = Buffer.from(content, 'latin1');
    for (const type of Object.keys(images) as ImageType[]) {
      const { upload, mediaUrl } = await offer(productId, type, bytes.length);
      expect((await postForm(upload.url, upload.fields, bytes)).status).toBe(204);
      await eventually(async () => expect(await keys()).not.toContain(upload.fields.key));
      expect((await fetch(mediaUrl)).status).toBe(404);
      tally.thrownAway++;
    }
    expect(await productOf(productId)).not.toHaveProperty('mediaUrl');
  });
});

describe('a form that was offered', () => {
  test(`is accepted as offered, and in none of ${hostileForms} other variations`, async () => {
    const bytes = images['image/gif'];
    const { upload } = await offer(products.keyboard.productId, 'image/gif', bytes.length);
    const before = await keys();
    await fc.assert(
      fc.asyncProperty(changed(upload.fields), fc.constantFrom(0, 0, 0, 1, -1, 4_000), async (fields, longer) => {
        fc.pre(longer !== 0 || isChanged(fields, upload.fields));
        const file = longer < 0 ? bytes.subarray(0, longer) : Buffer.concat([bytes, Buffer.alloc(longer)]);
        const { status } = await postForm(upload.url, fields, file);
        if (status === 204) tally.stored++;
        else tally.refused++;
        expect([400, 403]).toContain(status);
      }),
      { numRuns: hostileForms },
    );
    expect(await keys()).toEqual(before);
    expect((await postForm(upload.url, upload.fields, bytes)).status).toBe(204);
  });
});

type Fields = Record<string, string>;

/** A form with one change: a field's value, its absence, an additional field, or a changed policy. */
function changed(form: Fields): fc.Arbitrary<Fields> {
  const name = fc.constantFrom(...Object.keys(form));
  const set = (field: string, value: string): Fields => ({ ...form, [field]: value });
  const without = (field: string): Fields => Object.fromEntries(Object.entries(form).filter(([key]) => key !== field));
  const policy = Buffer.from(form.Policy ?? '', 'base64').toString();
  const keys = ['media/x', 'uploads/x', '../x', `${form.key}/x`, `${form.key}%00`];
  const types = ['image/png', 'image/svg+xml', 'text/html', 'image/gif;x', ' image/gif'];
  return fc.oneof(
    fc.tuple(name, fc.string()).map(([field, value]) => set(field, value)),
    fc.tuple(name, fc.string({ minLength: 1 })).map(([field, more]) => set(field, form[field] + more)),
    fc.tuple(name, name).map(([field, other]) => set(field, form[other] ?? '')),
    name.map(without),
    fc.tuple(fc.stringMatching(/^[A-Za-z-]{1,20}$/), fc.string()).map(([field, value]) => set(field, value)),
    fc.constantFrom(...keys).map((key) => set('key', key)),
    fc.constantFrom(...types).map((type) => set('Content-Type', type)),
    fc
      .tuple(fc.nat({ max: policy.length - 1 }), fc.constantFrom('0', '9', 'x', ''))
      .map(([place, letter]) => set('Policy', encode(policy.slice(0, place) + letter + policy.slice(place + 1)))),
  );
}

const encode = (text: string) => Buffer.from(text).toString('base64');

/** Names are case-insensitive, and a form need not name the bucket, which is in its URL. */
function isChanged(fields: Fields, from: Fields): boolean {
  const canonical = (form: Fields) =>
    JSON.stringify(
      Object.entries(form)
        .map(([name, value]) => [name.toLowerCase(), value])
        .filter(([name]) => !name?.startsWith('x-ignore-'))
        .sort(),
    );
  const { bucket: _, ...rest } = fields;
  const { bucket: __, ...restBefore } = from;
  return canonical(rest) !== canonical(restBefore) || (fields.bucket !== undefined && fields.bucket !== from.bucket);
}
