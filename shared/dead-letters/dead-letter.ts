/** The state of a dead letter: nothing has been done about it, or it was sent again, or dropped. */
export const deadLetterStates = ['open', 'redriven', 'dropped'] as const;
export type DeadLetterState = (typeof deadLetterStates)[number];

/** Who parked it: the consumer, as poison; SQS, after too many receives; or unknown, such as a topic that could not deliver it. */
export const parkers = ['consumer', 'sqs', 'unknown'] as const;

/** What is known of a parked message but for its content, as the table keeps it under the part `head`. */
export type DeadLetter = {
  deadLetterId: string;
  state: DeadLetterState;
  /** Lists go by it: when it was recorded, and its id. */
  position: string;
  queueState: string;
  /** The consumer that it was meant for, which its queue is named after. */
  queue: string;
  parkedBy: (typeof parkers)[number];
  reason: string;
  type?: string | undefined;
  orderId?: string | undefined;
  eventId?: string | undefined;
  trace?: string | undefined;
  /** When it was first put into a queue; the redrives since then do not count. */
  sentAt: string;
  recordedAt: string;
  /** How often its consumer received it this time. */
  receives: number;
  /** How often it had been redriven before it was parked this time, and the dead letter that it was then. */
  redrives: number;
  previousId?: string | undefined;
  /** Of the body. */
  bytes: number;
  /** The parts that its content is kept in. */
  chunks: number;
};

/** Something that an operator did about a dead letter; looking at what is personal in it is something, too. */
export type DeadLetterAction = {
  action: 'redrive' | 'drop' | 'reveal';
  reason: string;
  operatorId: string;
  at: string;
};

export const headPart = 'head';
export const chunkPart = (index: number) => `content#${index}`;
export const actionPart = ({ at }: DeadLetterAction, id: string) => `action#${at}#${id}`;
export const actionPrefix = 'action#';

export const queueStateOf = (queue: string, state: DeadLetterState) => `${queue}#${state}`;
export const positionOf = (recordedAt: string, deadLetterId: string) => `${recordedAt}#${deadLetterId}`;

/** The indexes hold heads only: contents and actions lack their keys. */
export const deadLetterTable = {
  name: 'dead-letters',
  partitionKey: 'deadLetterId',
  sortKey: 'part',
  indexes: [
    { name: 'by-state', partitionKey: 'state', sortKey: 'position' },
    { name: 'by-queue', partitionKey: 'queueState', sortKey: 'position' },
    { name: 'by-order', partitionKey: 'orderId', sortKey: 'position' },
  ],
} as const;
