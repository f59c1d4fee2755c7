import { describe, expect, test } from '@jest/globals';
import { mediaKey, pictureOf, uploadKey } from '../../../../containers/catalog/media.ts';

const productId = '01990000-0000-7000-8000-000000000001';
const picture = { productId, mediaId: '0190c0de-aaaa-7000-8000-00000000000a' };

describe('the key of an upload', () => {
  test('identifies its picture', () => {
    expect(pictureOf(uploadKey(picture))).toEqual(picture);
  });

  test.each([
    '',
    'uploads/',
    `uploads/${productId}`,
    `uploads/${productId}/`,
    `uploads/${productId}/${picture.mediaId}/x`,
    `x/uploads/${productId}/${picture.mediaId}`,
    `media/${productId}/${picture.mediaId}`,
    `uploads/x/${picture.mediaId}`,
    `uploads/../${picture.mediaId}`,
    `uploads/${productId}/0190c0de-aaaa-4000-8000-00000000000a`,
    `uploads/${productId}/${picture.mediaId}\n`,
  ])('is not %j', (key) => {
    expect(pictureOf(key)).toBeUndefined();
  });
});

test('a picture’s key ends with its type', () => {
  expect(mediaKey(picture, 'image/jpeg')).toBe(`media/${productId}/${picture.mediaId}.jpg`);
});
