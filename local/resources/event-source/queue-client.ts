import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Message } from '@aws-sdk/client-sqs';
import { localAws } from '../local-aws.ts';

export type QueueClient = ReturnType<typeof createQueueClient>;

/** SQS gives and deletes no more in one call. */
export const messagesPerCallMax = 10;

/**
 * The two calls that an event source makes of an emulator's SQS, in the JSON that the SDK speaks, too. Lambda's own poller costs its
 * user nothing; with the SDK this one took more of the processor than the gateway and Stripe's stand-in together.
 */
export function createQueueClient({ endpoint, queueUrl }: { endpoint: string; queueUrl: string }) {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(endpoint);

  async function call(action: string, input: object, signal?: AbortSignal): Promise<unknown> {
    const body = JSON.stringify({ QueueUrl: queueUrl, ...input });
    const headers = { ...constantHeaders, 'x-amz-target': `AmazonSQS.${action}`, 'content-length': Buffer.byteLength(body) };
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const target = { agent, hostname, port, method: 'POST', path: '/', headers, timeout: silenceMillisecondsMax };
    const sent = request({ ...target, ...(signal && { signal }) }, (answer) => {
      text(answer).then((content) => (answer.statusCode === 200 ? resolve(content) : reject(new Error(content))), reject);
    });
    sent.on('error', reject).on('timeout', () => sent.destroy(new Error(`No answer to ${action}`)));
    sent.end(body);
    return JSON.parse((await promise) || '{}');
  }

  return {
    /** Up to `max` messages, 10 at most, as soon as there is one. */
    async receive(options: { max: number; waitSeconds: number; signal: AbortSignal }): Promise<Message[]> {
      const input = {
        MaxNumberOfMessages: Math.min(options.max, messagesPerCallMax),
        WaitTimeSeconds: options.waitSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      };
      const { Messages = [] } = (await call('ReceiveMessage', input, options.signal)) as { Messages?: Message[] };
      return Messages;
    },
    /** Any number of messages. */
    async remove(messages: readonly Message[]): Promise<void> {
      const entries = messages.map(({ MessageId, ReceiptHandle }) => ({ Id: MessageId, ReceiptHandle }));
      const starts = Array.from({ length: Math.ceil(entries.length / messagesPerCallMax) }, (_, n) => n * messagesPerCallMax);
      await Promise.all(
        starts.map((start) => call('DeleteMessageBatch', { Entries: entries.slice(start, start + messagesPerCallMax) })),
      );
    },
    close: () => agent.destroy(),
  };
}

/** A long poll lasts 20 s. */
const silenceMillisecondsMax = 25_000;

const { region, credentials } = localAws;

const constantHeaders = {
  'content-type': 'application/x-amz-json-1.0',
  // Emulators check no signature; they read from here which account and region are meant.
  authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/20200101/${region}/sqs/aws4_request, SignedHeaders=host, Signature=none`,
};
