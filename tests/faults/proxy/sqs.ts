import {
  DeleteMessageCommand,
  type Message,
  type MessageAttributeValue,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { localAws } from '../../../local/resources/local-aws.ts';
import type { Around } from '../../../local/wire-proxy.ts';
import type { Chance } from '../chance.ts';
import type { Trouble } from '../weather.ts';
import { jsonAnswer, withBody } from './answers.ts';
import type { CallFault } from './call-fault.ts';
import type { Receipts } from './receipts.ts';

const json = (body: Buffer) => JSON.parse(body.toString() || '{}');

/** What goes wrong with calls other than receives. */
export const sqsFaults = ({ tally }: Trouble): CallFault[] => [
  {
    // As on AWS with a stale handle: the deletion succeeds, and the message comes again.
    probability: 0.03,
    fits: ({ operation }) => operation === 'DeleteMessageBatch',
    strike: async ({ body }) => {
      const { Entries = [] } = json(body) as { Entries?: { Id: string }[] };
      tally.count('deletion without effect', Entries.length);
      return jsonAnswer(200, { Successful: Entries.map(({ Id }) => ({ Id })), Failed: [] });
    },
  },
  {
    probability: 0.02,
    fits: ({ operation }) => ['DeleteMessageBatch', 'ChangeMessageVisibilityBatch'].includes(operation),
    strike: async (_, pass) => {
      await pass();
      tally.count('SQS answer lost');
      return undefined;
    },
  },
];

export type ReceiveFrom = { messaging: Promise<string>; receipts: Receipts };

/**
 * Receives as SQS may and the emulator never does: in another order, twice, late, hidden for less time than requested, or with the
 * response lost. A delayed message is replaced by a hidden copy, so that it does not use up its receives.
 */
export function receiveWith(trouble: Trouble, { messaging, receipts }: ReceiveFrom): Around {
  const { weather, chance, tally } = trouble;
  const client = messaging.then((endpoint) => new SQSClient({ ...localAws, endpoint, useQueueUrlAsEndpoint: false }));
  const streams = new Map<string, Chance>();

  return async (call, pass) => {
    const own = streams.get(call.caller) ?? chance.stream(`${call.caller} messages`);
    streams.set(call.caller, own);
    const request = json(call.body) as { QueueUrl: string };
    const isShort = weather.isBad && own.happens(0.12);
    const VisibilityTimeout = isShort ? 1 : receipts.hiddenSecondsOf(call.caller);
    const answer = await pass(VisibilityTimeout ? Buffer.from(JSON.stringify({ ...request, VisibilityTimeout })) : call.body);
    const { Messages: received = [] } = json(answer.body) as { Messages?: Message[] };
    if (answer.status !== 200 || received.length === 0) return answer;
    if (isShort) tally.count('visibility expired during the work', received.length);
    if (!weather.isBad) return handOver(received);
    if (own.happens(0.01)) {
      tally.count('received messages lost on the way', received.length);
      return undefined;
    }
    return handOver(await disturb(received, { sqs: await client, queueUrl: request.QueueUrl, own, trouble }));

    function handOver(messages: readonly Message[]) {
      tally.counts.deliveries += messages.length;
      receipts.note(call.caller, messages, VisibilityTimeout);
      return withBody(answer, messages.length > 0 ? { Messages: messages } : {});
    }
  };
}

type Disturbance = { sqs: SQSClient; queueUrl: string; own: Chance; trouble: Trouble };

async function disturb(received: readonly Message[], { sqs, queueUrl, own, trouble }: Disturbance): Promise<Message[]> {
  const { tally, deadlineSeconds } = trouble;
  const kept: Message[] = [];
  const copy = (message: Message, DelaySeconds: number) => sqs.send(copyOf(message, queueUrl, DelaySeconds));
  for (const message of received) {
    // Poison is never copied, so that each one can be accounted for.
    const fate = message.Body?.includes('poison-') ? 'none' : own.weighed({ none: 84, duplicate: 8, delay: 7, late: 1 });
    const seconds = Math.ceil(fate === 'late' ? deadlineSeconds + own.between(0, 10) : own.between(0, 8));
    try {
      if (fate === 'duplicate') await copy(message, seconds);
      else if (fate !== 'none') {
        await copy(message, seconds);
        await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: message.ReceiptHandle }));
      }
    } catch {
      // The emulator is down for a moment, and the message is still where it was.
    }
    if (fate === 'duplicate') tally.count('message duplicated');
    if (fate === 'delay') tally.count('message delayed');
    if (fate === 'late') tally.count('message delayed past the deadline');
    if (fate === 'none' || fate === 'duplicate') kept.push(message);
  }
  if (kept.length < 2) return kept;
  tally.count('messages shuffled');
  return own.shuffled(kept);
}

function copyOf({ Body, MessageAttributes }: Message, QueueUrl: string, DelaySeconds: number): SendMessageCommand {
  return new SendMessageCommand({
    QueueUrl,
    MessageBody: Body,
    DelaySeconds,
    MessageAttributes: MessageAttributes as Record<string, MessageAttributeValue> | undefined,
  });
}
