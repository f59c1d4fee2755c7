import { describe, expect, test } from '@jest/globals';
import { uploadedKeys } from '../../../../functions/media/uploaded-keys.ts';

const message = (...keys: string[]) =>
  JSON.stringify({ Records: keys.map((key) => ({ eventName: 'ObjectCreated:Post', s3: { object: { key, size: 1 } } })) });

describe('an S3 notification', () => {
  test('names the uploaded objects', () => {
    expect(uploadedKeys(message('uploads/p/a', 'uploads/p/b'))).toEqual(['uploads/p/a', 'uploads/p/b']);
  });

  test('has form-encoded keys', () => {
    expect(uploadedKeys(message('uploads/a+b%2B%C3%BC'))).toEqual(['uploads/a b+ü']);
  });

  test('names nothing if it is S3’s test message', () => {
    expect(uploadedKeys('{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"media"}')).toEqual([]);
  });

  test.each(['', '{', 'null', '{}', '{"Records":{}}', '{"Records":[{}]}', '{"Event":"other"}', message('%')])(
    'is not %j',
    (body) => {
      expect(() => uploadedKeys(body)).toThrow();
    },
  );
});
