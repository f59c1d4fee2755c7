import { describe, expect, test } from '@jest/globals';
import { uploadedKeys } from '../../../../functions/media/uploaded-keys.ts';

const message = (...keys: string[]) =>
  JSON.stringify({ Records: keys.map((key) => ({ eventName: 'ObjectCreated:Post', s3: { object: { key, size: 1 } } })) });

describe('a message of S3', () => {
  test('tells which objects there are', () => {
    expect(uploadedKeys(message('uploads/p/a', 'uploads/p/b'))).toEqual(['uploads/p/a', 'uploads/p/b']);
  });

  test('writes keys as in a form', () => {
    expect(uploadedKeys(message('uploads/a+b%2B%C3%BC'))).toEqual(['uploads/a b+ü']);
  });

  test('tells of nothing when it only tries whether it arrives', () => {
    expect(uploadedKeys('{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"media"}')).toEqual([]);
  });

  test.each(['', '{', 'null', '{}', '{"Records":{}}', '{"Records":[{}]}', '{"Event":"other"}', message('%')])(
    'is not %j',
    (body) => {
      expect(() => uploadedKeys(body)).toThrow();
    },
  );
});
