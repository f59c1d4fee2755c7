import type { MessageAttributeValue } from '@aws-sdk/client-sqs';

/** What a message carries besides its body, as SQS gives and takes it. */
export type Attributes = Record<string, MessageAttributeValue>;

/** What a consumer adds to a message that it parks. */
export const parkingNames = { reason: 'reason', failedBy: 'failedBy', receives: 'receives' } as const;

/** What goes with a message from one parking to the next, however often it is redriven. */
export const historyNames = { firstSentAt: 'firstSentAt', deadLetterId: 'deadLetterId', redrives: 'redrives' } as const;

export const textOf = (attributes: Attributes, name: string): string | undefined => attributes[name]?.StringValue;

/**
 * Adds texts to a message's own attributes, the most important first, as far as SQS has room for them: a message must not be
 * stuck for what we have to say about it.
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
/** What SQS takes at most, of a queue that is not told to take less. */
const bytesMaxOfAny = 1024 * 1024;

/** A queue takes 256 KB, as Terraform makes it, or more: a body that is larger shows that it does. */
function hasRoom(body: string, attributes: Attributes): boolean {
  const bodyBytes = Buffer.byteLength(body);
  const bytes = bodyBytes + sum(Object.entries(attributes).map(([name, value]) => Buffer.byteLength(name) + bytesOf(value)));
  return Object.keys(attributes).length <= attributesMax && bytes <= (bodyBytes > bytesMax ? bytesMaxOfAny : bytesMax);
}

const bytesOf = ({ DataType = '', StringValue = '', BinaryValue }: MessageAttributeValue) =>
  Buffer.byteLength(DataType) + Buffer.byteLength(StringValue) + (BinaryValue?.length ?? 0);

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
