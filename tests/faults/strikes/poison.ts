import { randomUUID } from 'node:crypto';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { publishers } from '#events/define-events.ts';
import { localAws } from '../../../local/resources/local-aws.ts';
import { type PoisonName, poisonNames } from '../fault-names.ts';
import type { Strike } from '../schedule.ts';
import type { Tally } from '../tally.ts';
import type { World } from '../world.ts';

/** Puts messages that cannot be processed into the queues. Each has a unique mark by which it is found again. */
export function createPoisoner({ stack }: World, tally: Tally) {
  const { endpoint, queueUrls, topicArns } = stack.backends.messaging;
  const sqs = new SQSClient({ ...localAws, endpoint, useQueueUrlAsEndpoint: false });
  const sns = new SNSClient({ ...localAws, endpoint });
  /** The marks, each with the queue whose dead letters must have it in the end. */
  const planted: { mark: string; queue: string }[] = [];

  async function plant({ victim, number }: Strike): Promise<void> {
    const name = poisonNames[number % poisonNames.length] as PoisonName;
    const mark = `poison-${victim}-${number}-`;
    const body = poisons[name](mark);
    const attributes = { type: { DataType: 'String', StringValue: 'OrderPlaced' } };
    if (name === 'poison: published to a topic') {
      await sns.send(new PublishCommand({ TopicArn: topicArns.orders, Message: body, MessageAttributes: attributes }));
      // Every consumer of the type gets a copy.
      for (const queue of [...publishers.filter((service) => service !== 'orders'), 'timeline']) planted.push({ mark, queue });
    } else {
      await sqs.send(new SendMessageCommand({ QueueUrl: queueUrls[victim], MessageBody: body, MessageAttributes: attributes }));
      planted.push({ mark, queue: victim });
    }
    tally.count(name);
  }

  return {
    planted,
    plant,
    close(): void {
      sqs.destroy();
      sns.destroy();
    },
  };
}

const bytesMax = 256 * 1024;

const poisons: Record<PoisonName, (mark: string) => string> = {
  'poison: not JSON': (mark) => `{"id": "${mark}`,
  'poison: unknown type': (mark) => JSON.stringify({ type: 'OrderEaten', subject: randomUUID(), data: mark }),
  'poison: wrong schema': (mark: string) =>
    JSON.stringify({ specversion: '1.0', type: 'OrderPlaced', subject: mark, data: { lines: 'none' } }),
  'poison: too large': (mark) => JSON.stringify({ type: 'OrderPlaced', data: mark.padEnd(bytesMax - 200, 'x') }),
  /** Makes a recursive parser run out of stack. */
  'poison: too deeply nested': (mark) =>
    `{"mark": "${mark}", "type": "OrderPlaced", "data": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
  'poison: names of the prototype': (mark) =>
    `{"__proto__": {"type": "OrderPlaced"}, "constructor": "${mark}", "type": "toString"}`,
  'poison: published to a topic': (mark) => JSON.stringify({ type: 'OrderPlaced', id: mark, data: null }),
};
