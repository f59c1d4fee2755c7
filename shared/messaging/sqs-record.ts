import type { Message, MessageAttributeValue } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';

/** Converts an SQS message to the record that Lambda hands to a function. */
export function recordOf(message: Message, queue: { arn: string; region: string }): SQSRecord {
  const { MessageId = '', ReceiptHandle = '', Body = '', MD5OfBody = '', Attributes, MessageAttributes = {} } = message;
  return {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    md5OfBody: MD5OfBody,
    attributes: { ...Attributes } as unknown as SQSRecord['attributes'],
    messageAttributes: Object.fromEntries(Object.entries(MessageAttributes).map(([name, value]) => [name, attributeOf(value)])),
    eventSource: 'aws:sqs',
    eventSourceARN: queue.arn,
    awsRegion: queue.region,
  };
}

const attributeOf = ({ DataType = 'String', StringValue, BinaryValue }: MessageAttributeValue) => ({
  dataType: DataType,
  stringListValues: [],
  binaryListValues: [],
  ...(StringValue && { stringValue: StringValue }),
  ...(BinaryValue && { binaryValue: base64Of(BinaryValue) }),
});

/** Without the SDK, SQS's JSON already has it as base64. */
const base64Of = (bytes: Uint8Array | string) => (typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('base64'));
