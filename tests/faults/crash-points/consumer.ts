// What `shared/saga/participant.ts` gets instead of the consumer in bundles with crash points.
import { DeleteMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type Consumer, type ConsumerOptions, createConsumer as create } from '#shared/messaging/consumer.ts';
import { between } from './at.ts';

export function createConsumer(options: ConsumerOptions): Consumer {
  const send = options.sqs.send.bind(options.sqs) as (...given: unknown[]) => Promise<unknown>;
  const acknowledge = between('acknowledge', send);
  const sqs = { send: (...given: unknown[]) => (given[0] instanceof DeleteMessageBatchCommand ? acknowledge : send)(...given) };
  return create({ ...options, sqs: sqs as Pick<SQSClient, 'send'>, handle: between('handle', options.handle) });
}
