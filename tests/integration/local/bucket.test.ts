import { createHmac } from 'node:crypto';
import { request as openRequest } from 'node:http';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { localAws } from '../../../local/resources/local-aws.ts';
import { formOf, type MediaBucket, postForm, startMediaBucket } from '../../support/media-bucket.ts';

let bucket: MediaBucket;

beforeAll(async () => {
  bucket = await startMediaBucket();
});
afterAll(() => bucket.stop());

// biome-ignore lint/suspicious/noTemplateCurlyInString: this is the syntax of S3's variable
const inUploads = 'uploads/${filename}';
const picture = Buffer.from('ten bytes!');

const sign = (changes: Partial<PresignedPostOptions> = {}, s3 = bucket.s3) =>
  createPresignedPost(s3, {
    Bucket: 'media',
    Key: 'uploads/p/m',
    Fields: { 'Content-Type': 'image/png' },
    Conditions: [['content-length-range', 10, 10]],
    Expires: 300,
    ...changes,
  });

const codeOf = async (response: Response) => /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1];

/** A signed form up to the middle of its file. */
async function halfAForm(): Promise<string> {
  const { fields } = await sign({ Conditions: [['content-length-range', 0, 10]] });
  const part = (name: string, value: string) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}`;
  return [...Object.entries(fields).map(([name, value]) => `${part(name, value)}\r\n`), part('file', 'half')].join('');
}

const today = () => new Date().toISOString().slice(0, 10).replaceAll('-', '');

/** Signs any policy, as anyone with the secret could. */
function signPolicy(policy: string | object, fields: Record<string, string> = {}): Record<string, string> {
  const encoded = Buffer.from(typeof policy === 'string' ? policy : JSON.stringify(policy)).toString('base64');
  const day = today();
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const key = [day, 'us-east-1', 's3', 'aws4_request'].reduce<string | Buffer>(hmac, 'AWS4local');
  return {
    key: 'uploads/p/m',
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `local/${day}/us-east-1/s3/aws4_request`,
    'X-Amz-Date': `${day}T000000Z`,
    ...fields,
    Policy: encoded,
    'X-Amz-Signature': hmac(key, encoded).toString('hex'),
  };
}

const anything = [
  { bucket: 'media' },
  ['starts-with', '$key', ''],
  ...['$x-amz-algorithm', '$x-amz-credential', '$x-amz-date'].map((name) => ['starts-with', name, '']),
];
const all = () => ({ expiration: tomorrow(), conditions: anything });
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();

describe('a form that satisfies its policy', () => {
  test('is stored as described, and the queue is notified', async () => {
    const { url, fields } = await sign();
    const response = await postForm(url, fields, picture);
    expect(response.status).toBe(204);
    const stored = await bucket.s3.send(new GetObjectCommand({ Bucket: 'media', Key: 'uploads/p/m' }));
    expect(stored.ContentType).toBe('image/png');
    expect(stored.ETag).toBe(response.headers.get('etag'));
    expect(await stored.Body?.transformToString()).toBe('ten bytes!');
    const [message = '{}', ...more] = await bucket.messages();
    expect(more).toEqual([]);
    expect(JSON.parse(message).Records).toEqual([
      expect.objectContaining({
        eventSource: 'aws:s3',
        eventName: 'ObjectCreated:Post',
        s3: expect.objectContaining({
          bucket: expect.objectContaining({ name: 'media' }),
          object: expect.objectContaining({ key: 'uploads/p/m', size: 10, eTag: JSON.parse(stored.ETag ?? '""') }),
        }),
      }),
    ]);
  });

  test('may name its file; only the last part of the name counts', async () => {
    const { url, fields } = await sign({ Key: inUploads, Conditions: [['content-length-range', 0, 10]] });
    const form = formOf(fields);
    form.append('file', new Blob([picture]), 'C:\\pictures\\a b+ü.png');
    expect((await fetch(url, { method: 'POST', body: form })).status).toBe(204);
    expect(await bucket.keys()).toContain('uploads/a b+ü.png');
    const [message = '{}'] = await bucket.messages();
    expect(JSON.parse(message).Records[0].s3.object.key).toBe('uploads/a+b%2B%C3%BC.png');
  });

  test('may have fields beyond its policy where S3 ignores them', async () => {
    const { url, fields } = await sign();
    expect((await postForm(url, { 'x-ignore-this': 'x', ...fields }, picture)).status).toBe(204);
    const form = formOf(fields);
    form.append('file', new Blob([picture]), 'picture');
    form.append('acl', 'public-read');
    expect((await fetch(url, { method: 'POST', body: form })).status).toBe(204);
    await bucket.messages();
  });
});

describe('nothing is stored and no one is notified', () => {
  let before: string[];
  beforeAll(async () => {
    before = await bucket.keys();
  });
  afterEach(async () => {
    expect(await bucket.keys()).toEqual(before);
    expect(await bucket.messages()).toEqual([]);
  });

  const change = (changes: Record<string, string | undefined>) => async () => {
    const { url, fields } = await sign({ Key: 'uploads/p/other' });
    const kept = Object.entries({ ...fields, ...changes }).filter((field): field is [string, string] => field[1] !== undefined);
    return postForm(url, Object.fromEntries(kept), picture);
  };
  const withMoreSignature = async () => {
    const { url, fields } = await sign({ Key: 'uploads/p/other' });
    return postForm(url, { ...fields, 'X-Amz-Signature': `${fields['X-Amz-Signature']} ` }, picture);
  };
  const send = (file?: string) => async () => {
    const { url, fields } = await sign({ Key: 'uploads/p/other' });
    return postForm(url, fields, file);
  };
  const policy = (said: string | object, fields?: Record<string, string>) => () =>
    postForm(`${bucket.endpoint}/media`, signPolicy(said, fields), picture);
  const foreign = (accessKeyId: string) => async () => {
    const s3 = new S3Client({ ...localAws, endpoint: bucket.endpoint, credentials: { accessKeyId, secretAccessKey: 'guess' } });
    const { url, fields } = await sign({ Key: 'uploads/p/other' }, s3);
    return postForm(url, fields, picture);
  };
  const elsewhere = (path: string) => async () => {
    const { fields } = await sign({ Key: 'uploads/p/other' });
    return postForm(`${bucket.endpoint}${path}`, fields, picture);
  };

  test.each<[string, number, string, () => Promise<Response>]>([
    ['of another type', 403, 'AccessDenied', change({ 'Content-Type': 'image/svg+xml' })],
    ['without a type', 403, 'AccessDenied', change({ 'Content-Type': undefined })],
    ['under another key', 403, 'AccessDenied', change({ key: 'media/p/other.png' })],
    ['under no key', 400, 'InvalidArgument', change({ key: undefined })],
    ['one byte longer', 400, 'EntityTooLarge', send('eleven byte')],
    ['a hundred thousand times as long', 400, 'EntityTooLarge', send('x'.repeat(1_000_000))],
    ['one byte shorter', 400, 'EntityTooSmall', send('nine byte')],
    ['empty', 400, 'EntityTooSmall', send('')],
    ['without a file', 400, 'InvalidArgument', send()],
    ['with a field more', 403, 'AccessDenied', change({ 'Cache-Control': 'no-store' })],
    ['with a field twice', 400, 'InvalidArgument', change({ KEY: 'uploads/p/third' })],
    ['for the page to go on to', 403, 'AccessDenied', change({ success_action_redirect: 'https://evil.test' })],
    ['into another bucket', 405, 'MethodNotAllowed', elsewhere('/other')],
    ['as another operation', 405, 'MethodNotAllowed', elsewhere('/media?delete')],
    ['at the address of an object', 405, 'MethodNotAllowed', elsewhere('/media/uploads/p/other')],
    ['with too much before the file', 400, 'MaxPostPreDataLengthExceeded', change({ 'x-ignore-it': 'x'.repeat(20_000) })],
    ['that names another bucket', 403, 'AccessDenied', change({ bucket: 'other' })],
    ['without a policy', 403, 'AccessDenied', change({ Policy: undefined })],
    ['without a signature', 400, 'InvalidArgument', change({ 'X-Amz-Signature': undefined })],
    ['with another signature', 403, 'SignatureDoesNotMatch', change({ 'X-Amz-Signature': '0'.repeat(64) })],
    ['with more after the signature', 403, 'SignatureDoesNotMatch', withMoreSignature],
    ['with an invalid signature', 403, 'SignatureDoesNotMatch', change({ 'X-Amz-Signature': 'x' })],
    ['signed by someone else', 403, 'SignatureDoesNotMatch', foreign('local')],
    ['signed with an unknown key', 403, 'InvalidAccessKeyId', foreign('AKIAIOSFODNN7EXAMPLE')],
    ['signed in another way', 400, 'InvalidArgument', change({ 'X-Amz-Algorithm': 'AWS4-HMAC-SHA1' })],
    [
      'for another region',
      400,
      'InvalidArgument',
      policy(all(), { 'X-Amz-Credential': `local/${today()}/eu-west-1/s3/aws4_request` }),
    ],
    ['of another day than its key', 400, 'InvalidArgument', policy(all(), { 'X-Amz-Date': '20200101T000000Z' })],
    ['by a policy that is not JSON', 400, 'InvalidPolicyDocument', policy('{')],
    ['by a policy without an end', 400, 'InvalidPolicyDocument', policy({ conditions: anything })],
    [
      'by a policy of unheard-of conditions',
      400,
      'InvalidPolicyDocument',
      policy({ expiration: tomorrow(), conditions: [['ends-with', '$key', '']] }),
    ],
    ['by a policy that names no bucket', 403, 'AccessDenied', policy({ expiration: tomorrow(), conditions: anything.slice(1) })],
    [
      'by a policy for another bucket',
      403,
      'AccessDenied',
      policy({ expiration: tomorrow(), conditions: [{ bucket: 'other' }, ...anything.slice(1)] }),
    ],
    [
      'by a policy for keys that begin otherwise',
      403,
      'AccessDenied',
      policy({ expiration: tomorrow(), conditions: [...anything, ['starts-with', '$key', 'media/']] }),
    ],
  ])('%s: %i %s', async (_, status, code, post) => {
    const response = await post();
    expect([response.status, await codeOf(response)]).toEqual([status, code]);
  });

  test('for an expired policy', async () => {
    const { url, fields } = await sign({ Expires: -1 });
    const response = await postForm(url, fields, picture);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('<Message>Invalid according to Policy: Policy expired.</Message>');
  });

  test('for a policy that was changed after it was signed', async () => {
    const { url, fields } = await sign();
    const wider = Buffer.from(fields.Policy ?? '', 'base64')
      .toString()
      .replace('10,10', '0,99');
    const response = await postForm(url, { ...fields, Policy: Buffer.from(wider).toString('base64') }, 'x'.repeat(50));
    expect([response.status, await codeOf(response)]).toEqual([403, 'SignatureDoesNotMatch']);
  });

  const raw = (contentType: string, body: string) =>
    fetch(`${bucket.endpoint}/media`, { method: 'POST', headers: { 'content-type': contentType }, body });

  test.each([
    ['as JSON', 412, 'PreconditionFailed', () => raw('application/json', '{}')],
    ['without a boundary', 400, 'MalformedPOSTRequest', () => raw('multipart/form-data; x=y', '--x')],
    ['that breaks off', 400, 'MalformedPOSTRequest', async () => raw('multipart/form-data; boundary=x', await halfAForm())],
  ])('when it is sent %s', async (_, status, code, post) => {
    const response = await post();
    expect([response.status, await codeOf(response)]).toEqual([status, code]);
  });

  test('without a Content-Length', async () => {
    const { url, fields } = await sign();
    const form = formOf(fields);
    form.append('file', new Blob([picture]));
    const { body, headers } = new Request(url, { method: 'POST', body: form });
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': headers.get('content-type') ?? '' },
      body,
      duplex: 'half',
    });
    expect([response.status, await codeOf(response)]).toEqual([411, 'MissingContentLength']);
  });

  test('when the client disconnects midway', async () => {
    const sent = await halfAForm();
    const headers = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': sent.length + 20 };
    const caller = openRequest(`${bucket.endpoint}/media`, { method: 'POST', headers });
    caller.on('error', () => undefined);
    await new Promise((flushed) => caller.write(sent, flushed));
    caller.destroy();
  });
});

describe('an object that must not be replaced', () => {
  test('is the one written first, by concurrent or later writers', async () => {
    const put = (body: string) =>
      bucket.s3.send(new PutObjectCommand({ Bucket: 'media', Key: 'media/once', Body: body, IfNoneMatch: '*' })).then(
        () => body,
        (error: Error) => error.name,
      );
    const outcomes = await Promise.all(['a', 'b', 'c', 'd'].map(put));
    expect(outcomes.filter((outcome) => outcome === 'PreconditionFailed')).toHaveLength(3);
    expect(await put('e')).toBe('PreconditionFailed');
    const { Body } = await bucket.s3.send(new GetObjectCommand({ Bucket: 'media', Key: 'media/once' }));
    expect(outcomes).toContain(await Body?.transformToString());
  });
});

describe('a page of another origin', () => {
  const preflight = (method: string, headers: string) =>
    fetch(`${bucket.endpoint}/media`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.test',
        'access-control-request-method': method,
        'access-control-request-headers': headers,
      },
    });

  test('may send forms and read the response', async () => {
    const allowed = await preflight('POST', 'Content-Type');
    expect([allowed.status, allowed.headers.get('access-control-allow-methods')]).toEqual([200, 'POST']);
    const { url } = await sign();
    const refused = await fetch(url, { method: 'POST', headers: { origin: 'https://shop.test' }, body: '' });
    expect(refused.headers.get('access-control-allow-origin')).toBe('*');
  });

  test.each([
    ['DELETE', ''],
    ['POST', 'authorization'],
  ])('may not send a %s with %j', async (method, headers) => {
    expect((await preflight(method, headers)).status).toBe(403);
  });
});
