import { S3Client } from '@aws-sdk/client-s3';
import { expect, test } from '@jest/globals';
import { createUploadStore } from '../../../../containers/catalog/upload-store.ts';

const picture = { productId: '01990000-0000-7000-8000-000000000001', mediaId: '0190c0de-aaaa-7000-8000-00000000000a' };
const key = `uploads/${picture.productId}/${picture.mediaId}`;

test('a form is bound to its key, type and length for five minutes, signed with a role’s credentials', async () => {
  const credentials = { accessKeyId: 'ASIA1', secretAccessKey: 'secret', sessionToken: 'session' };
  const s3 = new S3Client({ region: 'eu-central-1', credentials });
  const { url, fields } = await createUploadStore(s3, 'shop-media').offer(picture, {
    contentType: 'image/webp',
    byteLength: 1_234,
  });
  expect(url).toBe('https://shop-media.s3.eu-central-1.amazonaws.com/');
  const { Policy = '', 'X-Amz-Signature': signature, ...named } = fields;
  expect(signature).toMatch(/^[0-9a-f]{64}$/);
  expect(named).toEqual({
    bucket: 'shop-media',
    key,
    'Content-Type': 'image/webp',
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': expect.stringMatching(/^ASIA1\/\d{8}\/eu-central-1\/s3\/aws4_request$/),
    'X-Amz-Date': expect.stringMatching(/^\d{8}T\d{6}Z$/),
    'X-Amz-Security-Token': 'session',
  });
  const { expiration, conditions } = JSON.parse(Buffer.from(Policy, 'base64').toString());
  const signed = named['X-Amz-Date']?.replace(/(....)(..)(..T..)(..)(..Z)/, '$1-$2-$3:$4:$5') ?? '';
  expect(Date.parse(expiration) - Date.parse(signed)).toBe(5 * 60 * 1000);
  // Every field exactly, and nothing else but the length: no condition leaves a choice.
  const exact = Object.entries(named).map(([name, value]) => ({ [name]: value }));
  expect(conditions).toHaveLength(exact.length + 1);
  expect(conditions).toEqual(expect.arrayContaining([['content-length-range', 1_234, 1_234], ...exact]));
});
