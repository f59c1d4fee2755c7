import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Attributes } from './attributes.ts';

/** A message to be sent. */
export type Letter = { body: string; attributes: Attributes; traceHeader?: string | undefined };

/** Sends a message to a queue; resolves when SQS has it. */
export async function send(sqs: Pick<SQSClient, 'send'>, queueUrl: string, letter: Letter): Promise<void> {
  const { body, attributes, traceHeader } = letter;
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: queueUrl,
      MessageBody: body,
      MessageAttributes: attributes,
      ...(traceHeader
        ? { MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String' as const, StringValue: traceHeader } } }
        : {}),
    }),
  );
}
