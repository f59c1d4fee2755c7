import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Content } from '#shared/dead-letters/content.ts';
import type { DeadLetter } from '#shared/dead-letters/dead-letter.ts';
import { type Attributes, historyNames, parkingNames, withTexts } from './attributes.ts';
import { send } from './send.ts';

/** Sends a dead letter's content back to its original queue; resolves when SQS has it. */
export type Redrive = (letter: DeadLetter, content: Content) => Promise<void>;

/**
 * Sends the parked message as it was: body, attributes and trace. Removes what parking added, and adds what
 * the next parking needs to know.
 */
export function createRedrive(sqs: Pick<SQSClient, 'send'>, queueUrls: Readonly<Record<string, string>>): Redrive {
  return async ({ queue, deadLetterId, redrives, sentAt }, { body, attributes, traceHeader }) => {
    const queueUrl = queueUrls[queue];
    if (!queueUrl) throw new QueueGoneError(`The queue of ${queue} no longer exists`);
    const history = {
      [historyNames.deadLetterId]: deadLetterId,
      [historyNames.redrives]: String(redrives + 1),
      [historyNames.firstSentAt]: String(Date.parse(sentAt)),
    };
    await send(sqs, queueUrl, { body, attributes: withTexts(body, originalOf(attributes), history), traceHeader });
  };
}

/** The queue that the message was meant for no longer exists. */
export class QueueGoneError extends Error {
  override name = 'QueueGoneError';
}

const ofParking: readonly string[] = [...Object.values(parkingNames), ...Object.values(historyNames)];

function originalOf(attributes: Content['attributes']): Attributes {
  const own = Object.entries(attributes).filter(([name]) => !ofParking.includes(name));
  return Object.fromEntries(
    own.map(([name, { BinaryValue, ...rest }]) => [
      name,
      BinaryValue === undefined ? rest : { ...rest, BinaryValue: Buffer.from(BinaryValue, 'base64') },
    ]),
  );
}
