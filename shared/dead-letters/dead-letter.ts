/** The state of a dead letter: open (nothing done yet), sent again, or dropped. */
export const deadLetterStates = ['open', 'redriven', 'dropped'] as const;
export type DeadLetterState = (typeof deadLetterStates)[number];

/** Who parked it: the consumer, as poison; SQS, after too many receives; or unknown, such as a topic that could not deliver it. */
export const parkers = ['consumer', 'sqs', 'unknown'] as const;

/** What is known about a parked message besides its content. Stored in the table under the part `head`. */
export type DeadLetter = {
  deadLetterId: string;
  state: DeadLetterState;
  /** The sort key of lists: the time of recording, and the id. */
  position: string;
  queueState: string;
  /** The consumer that it was meant for, which the queue is named after. */
  queue: string;
  parkedBy: (typeof parkers)[number];
  reason: string;
  type?: string | undefined;
  orderId?: string | undefined;
  eventId?: string | undefined;
  trace?: string | undefined;
  /** When it was first sent to a queue; later redrives do not change it. */
  sentAt: string;
  recordedAt: string;
  /** How often its consumer received it this time. */
  receives: number;
  /** How often it had been redriven before it was parked this time, and which dead letter it was then. */
  redrives: number;
  previousId?: string | undefined;
  /** How many more copies of it were parked while it was open, and when the last one was recorded. */
  copies?: number | undefined;
  lastCopyAt?: string | undefined;
  /** Size of the body. */
  bytes: number;
  /** The number of chunks that hold its content. */
  chunks: number;
};

/** What an operator did about a dead letter. Viewing personal data in it counts too. */
export type DeadLetterAction = {
  action: 'redrive' | 'drop' | 'reveal';
  reason: string;
  operatorId: string;
  at: string;
};

export const headPart = 'head';
/** Under a copy key instead of a dead letter's id: the dead letter that was last stored with that key. */
export const latestPart = 'latest';
export const chunkPart = (index: number) => `content#${index}`;
export const actionPart = ({ at }: DeadLetterAction, id: string) => `action#${at}#${id}`;
export const actionPrefix = 'action#';

export const queueStateOf = (queue: string, state: DeadLetterState) => `${queue}#${state}`;
export const positionOf = (recordedAt: string, deadLetterId: string) => `${recordedAt}#${deadLetterId}`;

/** The indexes contain only heads: the other parts lack the index keys. */
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
