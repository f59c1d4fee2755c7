import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Message } from '@aws-sdk/client-sqs';
import { localAws } from '../local-aws.ts';

export type QueueClient = ReturnType<typeof createQueueClient>;

/** The SQS limit for receiving and deleting per call. */
export const messagesPerCallMax = 10;

/**
 * The two SQS calls of an event source, in the same JSON that the SDK uses. Lambda's own poller costs its user no CPU; with the
 * SDK, this one used more CPU than the gateway and the Stripe stand-in together.
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
    /** Up to `max` messages, at most 10, as soon as there is one. */
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
  // Emulators do not check the signature, but read the account and region from it.
  authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/20200101/${region}/sqs/aws4_request, SignedHeaders=host, Signature=none`,
};
