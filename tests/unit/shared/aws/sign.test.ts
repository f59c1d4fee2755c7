import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Credentials, createSigner, type SignableRequest } from '#shared/aws/sign.ts';

const words = fc.stringMatching(/^[A-Za-z0-9/+]{1,60}$/);
const identities: fc.Arbitrary<Credentials> = fc.oneof(
  fc.record({ accessKeyId: words, secretAccessKey: words }),
  fc.record({ accessKeyId: words, secretAccessKey: words, sessionToken: words }),
);

describe('a signed request', () => {
  it('matches the SDK’s own, whatever the message and the credentials', async () => {
    const sign = createSigner('sqs', 'eu-central-1');
    await fc.assert(
      fc.asyncProperty(identities, fc.string({ unit: 'binary' }), async (credentials, text) => {
        const { headers, ...request } = await signedBySdk(credentials, text);
        expect(sign({ ...request, headers: unsigned(headers) }, credentials, dateOf(headers))).toEqual(headers);
      }),
    );
  });

  it('is signed for the current day with the current secret', () => {
    const sign = createSigner('sns', 'us-east-1');
    const request = { method: 'POST', path: '/', headers: { host: 'sns' }, body: 'Action=Publish' };
    const one = { accessKeyId: 'one', secretAccessKey: 'a' };
    const evening = new Date('2026-01-31T23:59:59Z');
    const night = new Date('2026-02-01T00:00:00Z');
    const signatures = [
      sign(request, one, evening),
      sign(request, one, night),
      sign(request, { ...one, secretAccessKey: 'b' }, night),
    ].map(({ authorization }) => authorization);
    expect(new Set(signatures).size).toBe(3);
    expect(sign(request, one, evening).authorization).toBe(signatures[0]);
  });

  it('covers every header except those that change in transit, with collapsed blanks', () => {
    const sign = createSigner('sns', 'us-east-1');
    const credentials = { accessKeyId: 'one', secretAccessKey: 'a' };
    const signatureOf = (headers: Record<string, string>) =>
      sign({ method: 'POST', path: '/', headers }, credentials, new Date(0)).authorization;
    expect(signatureOf({ host: 'sns', 'User-Agent': 'me', 'X-Amzn-Trace-Id': 'trace' })).toBe(signatureOf({ host: 'sns' }));
    expect(signatureOf({ Host: ' a  b ' })).toBe(signatureOf({ host: 'a b' }));
    expect(signatureOf({ host: 'ab' })).not.toBe(signatureOf({ host: 'a b' }));
  });
});

/** What an ordinary SDK client would send. */
async function signedBySdk(credentials: Credentials, text: string): Promise<SignableRequest> {
  const sent: SignableRequest[] = [];
  const handle = async (request: SignableRequest) => {
    sent.push({ method: request.method, path: request.path, headers: request.headers, body: request.body ?? '' });
    return { response: { statusCode: 200, headers: {}, body: Buffer.from('{}') } };
  };
  const { sessionToken, ...keys } = credentials;
  const client = new SQSClient({
    region: 'eu-central-1',
    endpoint: 'http://127.0.0.1:1',
    credentials: { ...keys, ...(sessionToken && { sessionToken }) },
    md5: false,
    requestHandler: { handle },
  });
  await client.send(new SendMessageCommand({ QueueUrl: 'http://127.0.0.1:1/queue', MessageBody: text }));
  const [request] = sent;
  if (!request) throw new Error('nothing was sent');
  return request;
}

function unsigned(headers: SignableRequest['headers']): Record<string, string> {
  const { authorization, 'x-amz-date': date, 'x-amz-security-token': token, ...rest } = headers;
  return rest;
}

function dateOf({ 'x-amz-date': date = '' }: SignableRequest['headers']): Date {
  return new Date(date.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'));
}
