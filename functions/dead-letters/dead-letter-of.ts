import type { SQSMessageAttribute, SQSRecord } from 'aws-lambda';
import { z } from 'zod';
import type { Content } from '#shared/dead-letters/content.ts';
import { type DeadLetter, positionOf, queueStateOf } from '#shared/dead-letters/dead-letter.ts';
import { uuidFromName } from '#shared/ids/uuid-from-name.ts';
import { historyNames, parkingNames } from '#shared/messaging/attributes.ts';
import { copyKeyOf } from './copy-key.ts';

/** Makes a dead letter, its content and its copy key from a message of a consumer's dead-letter queue. Accepts any message. */
export function deadLetterOf(record: SQSRecord, { queue, now }: { queue: string; now: Date }) {
  const { messageId, body, attributes } = record;
  const recordedAt = now.toISOString();
  // The same message yields the same id.
  const deadLetterId = uuidFromName(`dead-letter/${queue}/${messageId}`);
  const content: Content = { body, attributes: attributesOf(record), traceHeader: attributes.AWSTraceHeader };
  const history = historyOf(content);
  const letter: DeadLetter = {
    ...{ deadLetterId, state: 'open', queue, queueState: queueStateOf(queue, 'open') },
    ...{ position: positionOf(recordedAt, deadLetterId), recordedAt },
    ...howParked(record, content),
    ...aboutOf(body, content),
    sentAt: instantOf(history.firstSentAt) ?? instantOf(attributes.SentTimestamp) ?? recordedAt,
    ...{ redrives: history.redrives, previousId: history.deadLetterId },
    ...{ bytes: Buffer.byteLength(body), chunks: 0 },
  };
  return { letter, content, copyKey: copyKeyOf(letter, content) };
}

function attributesOf({ messageAttributes = {} }: SQSRecord): Content['attributes'] {
  return Object.fromEntries(Object.entries(messageAttributes).map(([name, value]) => [name, toValue(value)]));
}

const toValue = ({ dataType: DataType, stringValue, binaryValue }: SQSMessageAttribute) => ({
  DataType,
  ...(stringValue === undefined ? {} : { StringValue: stringValue }),
  ...(binaryValue === undefined ? {} : { BinaryValue: binaryValue }),
});

/** Our consumers record the receives; otherwise take SQS's count, which includes this receive. */
function howParked({ attributes }: SQSRecord, content: Content): Pick<DeadLetter, 'parkedBy' | 'reason' | 'receives'> {
  const reason = textIn(content, parkingNames.reason);
  if (reason) return { parkedBy: 'consumer', reason, receives: countOf(textIn(content, parkingNames.receives)) };
  const receives = Math.max(0, countOf(attributes.ApproximateReceiveCount) - 1);
  if (receives > 0) return { parkedBy: 'sqs', reason: `received ${receives} times without success`, receives };
  return {
    parkedBy: 'unknown',
    reason: 'never received: its topic could not deliver it, or it was sent there by hand',
    receives,
  };
}

/** What the message is about. Anyone may have written it, so only values of the expected form are used. */
function aboutOf(body: string, content: Content): Pick<DeadLetter, 'type' | 'orderId' | 'eventId' | 'trace'> {
  const json = parseJson(body);
  const about = { ...event.parse(json), ...(notification.safeParse(json).data ?? {}) };
  return {
    type: about.type ?? word.parse(textIn(content, 'type')),
    ...{ orderId: about.subject, eventId: about.id },
    trace: about.traceparent ?? content.traceHeader?.slice(0, 255),
  };
}

const word = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9:._-]{0,63}$/)
  .optional()
  .catch(undefined);
const uuid = z.uuid().toLowerCase().optional().catch(undefined);
const trace = z
  .string()
  .regex(/^[0-9a-f-]{55}$/)
  .optional()
  .catch(undefined);

const event = z.object({ type: word, id: uuid, subject: uuid, traceparent: trace }).catch({});
/** S3's notification of an upload. */
const notification = z
  .object({ Records: z.tuple([z.object({ eventName: word })], z.unknown()) })
  .transform(({ Records: [{ eventName }] }) => (eventName ? { type: eventName } : {}));

const history = z.object({
  [historyNames.firstSentAt]: z.string().optional(),
  [historyNames.deadLetterId]: uuid,
  [historyNames.redrives]: z.coerce.number().int().min(0).max(1_000_000).catch(0),
});

const historyOf = (content: Content) =>
  history.parse(Object.fromEntries(Object.values(historyNames).map((name) => [name, textIn(content, name)])));

const textIn = ({ attributes }: Content, name: string) => attributes[name]?.StringValue;
const countOf = (text: string | undefined) => Math.max(0, Math.trunc(Number(text)) || 0);

/** SQS gives times in milliseconds since 1970. */
function instantOf(text: string | undefined): string | undefined {
  const milliseconds = countOf(text);
  return milliseconds > 0 && milliseconds < 8.64e15 ? new Date(milliseconds).toISOString() : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // That may be why it is here.
  }
}
