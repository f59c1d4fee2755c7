import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from '@jest/globals';
import { leanClient } from '#shared/aws/lean-client.ts';
import { isUnavailable } from '#shared/errors/is-unavailable.ts';

type Sent = { headers: Record<string, string> };
type Answer = { status: number; date?: Date; body?: object };

const done: Answer = { status: 200 };
const message = new SendMessageCommand({ QueueUrl: 'https://sqs/1/queue', MessageBody: 'hello' });

describe('a lean client', () => {
  it('sends a signed request for the host, the region and the service', async () => {
    const { client, sent } = arrange([done]);
    await client.send(message);
    expect(sent[0]?.headers).toMatchObject({
      host: 'sqs.eu-central-1.amazonaws.com',
      'x-amz-target': 'AmazonSQS.SendMessage',
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=key-1\/\d{8}\/eu-central-1\/sqs\/aws4_request, SignedHeaders=[a-z0-9;-]+, Signature=[0-9a-f]{64}$/,
      ),
    });
  });

  it('signs with the current credentials', async () => {
    const { client, sent } = arrange([done, done]);
    await client.send(message);
    await client.send(message);
    const tokens = sent.map(({ headers }) => headers['x-amz-security-token']);
    expect(tokens).toEqual(['token-1', 'token-2']);
  });

  it.each([
    ['a throttled request', { status: 400, body: { __type: 'com.amazonaws.sqs#RequestThrottled' } }],
    ['a failure on the other side', { status: 503 }],
  ])('retries %s with a new signature', async (_, refusal) => {
    const { client, sent } = arrange([refusal, done]);
    const { $metadata } = await client.send(message);
    expect($metadata).toMatchObject({ httpStatusCode: 200, attempts: 2 });
    expect(sent[1]?.headers.authorization).not.toBe(sent[0]?.headers.authorization);
  });

  it.each([
    ['what stays throttled', { status: 400, body: { __type: 'com.amazonaws.sqs#RequestThrottled' } }, true],
    ['what stays broken', { status: 500 }, true],
    ['what is refused', { status: 400, body: { __type: 'com.amazonaws.sqs#InvalidMessageContents' } }, false],
  ])('reports %s by the names that the SDK uses', async (_, refusal, unavailable) => {
    const { client } = arrange([refusal, refusal, refusal]);
    const error = await client.send(message).catch((reason) => reason);
    expect(error).toMatchObject({ $metadata: { httpStatusCode: refusal.status } });
    expect(isUnavailable(error)).toBe(unavailable);
  });
});

describe('when our clock is wrong', () => {
  const hour = 3_600_000;
  const now = Date.now();
  const later = new Date(now + hour);
  const tooSkewed = { status: 403, date: later, body: { __type: 'com.amazonaws.sqs#InvalidSignatureException' } };

  it('a request that is refused for it is signed by the other clock, and so are all later ones', async () => {
    const { client, sent } = arrange([tooSkewed, { status: 200, date: later }, { status: 200, date: later }]);
    const { $metadata } = await client.send(message);
    await client.send(message);
    expect($metadata.attempts).toBe(2);
    expect(sent.map(hoursAhead)).toEqual([0, 1, 1]);
  });

  it('the other clock is also learned from a response', async () => {
    const { client, sent } = arrange([{ status: 200, date: later }, done]);
    await client.send(message);
    await client.send(message);
    expect(sent.map(hoursAhead)).toEqual([0, 1]);
  });

  function hoursAhead({ headers: { 'x-amz-date': date = '' } }: Sent): number {
    const time = Date.parse(date.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'));
    return Math.round((time - now) / hour);
  }
});

/** A client whose requests get the listed responses; the credentials change with each. */
function arrange(answers: Answer[]) {
  const sent: Sent[] = [];
  const handle = async ({ headers }: Sent) => {
    sent.push({ headers });
    const { status, date, body = {} } = answers[sent.length - 1] ?? done;
    const answered = { 'content-type': 'application/x-amz-json-1.0', ...(date && { date: date.toUTCString() }) };
    return { response: { statusCode: status, headers: answered, body: Buffer.from(JSON.stringify(body)) } };
  };
  const credentials = async () => {
    const nth = sent.length + 1;
    return { accessKeyId: `key-${nth}`, secretAccessKey: 's', sessionToken: `token-${nth}`, expiration: new Date(0) };
  };
  const options = {
    region: 'eu-central-1',
    credentials,
    md5: false as const,
    useQueueUrlAsEndpoint: false,
    requestHandler: { handle },
  };
  return { client: leanClient(new SQSClient(options), 'sqs'), sent };
}
