import type { MessageAttributeValue } from '@aws-sdk/client-sqs';

/** The message attributes, in the shape SQS uses. */
export type Attributes = Record<string, MessageAttributeValue>;

/** Attributes that a consumer adds to a message when it parks it. */
export const parkingNames = { reason: 'reason', failedBy: 'failedBy', receives: 'receives' } as const;

/** Attributes that stay with a message each time it is parked and redriven. */
export const historyNames = { firstSentAt: 'firstSentAt', deadLetterId: 'deadLetterId', redrives: 'redrives' } as const;

export const textOf = (attributes: Attributes, name: string): string | undefined => attributes[name]?.StringValue;

/**
 * Adds texts to a message's own attributes, most important first, as far as SQS has room: our annotations must never
 * keep a message from being sent.
 */
export function withTexts(body: string, own: Attributes, texts: Record<string, string | undefined>): Attributes {
  const added: Attributes = Object.fromEntries(Object.entries(own).filter(([name]) => !(name in texts)));
  for (const [name, StringValue] of Object.entries(texts)) {
    if (!StringValue) continue;
    const candidate = { ...added, [name]: { DataType: 'String', StringValue } };
    if (hasRoom(body, candidate)) added[name] = candidate[name] as MessageAttributeValue;
  }
  return added;
}

const attributesMax = 10;
const bytesMax = 256 * 1024;
/** The SQS maximum, for a queue without a lower limit. */
const bytesMaxOfAny = 1024 * 1024;

/** Terraform creates queues that take 256 KB; a larger body proves that this queue takes more. */
function hasRoom(body: string, attributes: Attributes): boolean {
  const bodyBytes = Buffer.byteLength(body);
  const bytes = bodyBytes + sum(Object.entries(attributes).map(([name, value]) => Buffer.byteLength(name) + bytesOf(value)));
  return Object.keys(attributes).length <= attributesMax && bytes <= (bodyBytes > bytesMax ? bytesMaxOfAny : bytesMax);
}

const bytesOf = ({ DataType = '', StringValue = '', BinaryValue }: MessageAttributeValue) =>
  Buffer.byteLength(DataType) + Buffer.byteLength(StringValue) + (BinaryValue?.length ?? 0);

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
