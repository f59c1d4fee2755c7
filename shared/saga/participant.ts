import type { Publisher } from '#events/define-events.ts';
import type { Event } from '#events/index.ts';
import { type StepsOf, stepOn } from '#events/order-saga.ts';
import { createSnsClient, createSqsClient } from '#shared/aws/clients.ts';
import { outcomeOf, PoisonError } from '#shared/errors/outcome.ts';
import type { Part } from '#shared/http/run-service.ts';
import type { Log } from '#shared/logging/logger.ts';
import { createConsumer } from '#shared/messaging/consumer.ts';
import { createTopic } from '#shared/messaging/topic.ts';
import { type CircuitBreaker, createCircuitBreaker } from './circuit-breaker.ts';
import { createLoop, type Loop, type LoopOptions } from './loop.ts';
import type { Task } from './task.ts';
import type { Versioned } from './versioned.ts';

/** What a service brings to the saga: its rows' functions, its store, and what its states tell and ask for. */
export type SagaPart<P extends Publisher, State> = Omit<LoopOptions<State>, 'publish'> & { service: P; steps: StepsOf<P, State> };

export type ParticipantOptions<P extends Publisher, State> = SagaPart<P, State> & {
  settings: { TOPIC_ARN: string; QUEUE_URL: string; DEAD_LETTER_QUEUE_URL: string; CONSUMER_CONCURRENCY: number };
  log: Log;
};

export type Participant<State> = {
  /** Takes an order through a step that somebody asks for, and resolves when it is stored; it is published after that. */
  ask: (task: Task<State>) => Promise<Versioned<State>>;
  /** Publishes an event once more, and notes that it has been. */
  announce: (event: Event) => Promise<void>;
  /** Publishes the event of a row that has been stored without the loop, in the background; its announcer repeats what gets lost. */
  publishSoon: (row: Versioned<State>) => void;
  parts: Part[];
};

/** A service's part in the saga: the loop between its queue and its topic. */
export function createParticipant<P extends Publisher, State>(options: ParticipantOptions<P, State>): Participant<State> {
  const { service, steps, settings, toEvent, published = (state) => state, log } = options;
  const circuit = createCircuitBreaker({ log });
  const topic = createTopic({ sns: createSnsClient(), topicArn: settings.TOPIC_ARN, log });
  const publish = (event: Event) => circuit.through('topic', event.subject, () => topic.publish(event));
  const loop = createLoop<State>({ ...options, ...throughCircuit(options, circuit), publish });
  const consumer = createConsumer({
    sqs: createSqsClient(),
    queueUrl: settings.QUEUE_URL,
    deadLetterQueueUrl: settings.DEAD_LETTER_QUEUE_URL,
    concurrencyMax: settings.CONSUMER_CONCURRENCY,
    handle: async (event) => loop.take(taskOf(service, steps, event)),
    circuit,
    log,
  });

  async function announce(event: Event): Promise<void> {
    await publish(event);
    const isStill = (state: State) => toEvent(state)?.type === event.type;
    await loop.take({ cause: event, step: (state) => (isStill(state) ? published(state) : state) });
  }

  function publishSoon(row: Versioned<State>): void {
    loop.note(row);
    if (row.event) topic.publishSoon(row.event);
  }

  return { ask: (task) => ask(loop, task, log), announce, publishSoon, parts: [{ stop: topic.drain }, consumer] };
}

/** The step that an event sets off, found by the saga table. An event that the service has no row for is poison. */
export function taskOf<P extends Publisher, State>(service: P, steps: StepsOf<P, State>, event: Event): Task<State> {
  const row = stepOn(service, event.type);
  if (!row) throw new PoisonError(`${service} has no step for ${event.type}`);
  const step = steps[row as keyof typeof steps] as unknown as Step<State>;
  return { cause: event, step: (state) => step(state, event), refuse: step.refuse, isFirst: event.type === 'OrderPlaced' };
}

type Step<State> = ((state: State, event: Event) => State | 'tooEarly') & { refuse?: Task<State>['refuse'] };

function ask<State>(loop: Loop<State>, task: Task<State>, log: Log): Promise<Versioned<State>> {
  const { promise, resolve, reject } = Promise.withResolvers<Versioned<State>>();
  let isStored = false;
  const onStored = (row: Versioned<State>) => {
    isStored = true;
    resolve(row);
  };
  loop.take({ ...task, onStored }).catch((error) => {
    reject(error);
    const facts = { orderId: task.cause.subject, reason: outcomeOf(error).reason };
    if (isStored) log.warn(facts, 'not published, the announcer repeats it');
  });
  return promise;
}

/** Whatever is asked of a store or of somebody outside tells the circuit breaker whether they are there. */
function throughCircuit<State>({ store, effects }: Pick<LoopOptions<State>, 'store' | 'effects'>, { through }: CircuitBreaker) {
  return {
    store: {
      load: (orderId) => through('store', orderId, () => store.load(orderId)),
      save: (after, before) => through('store', after.orderId, () => store.save(after, before)),
    },
    ...(effects
      ? { effects: { ...effects, run: (orderId, state) => through('provider', orderId, () => effects.run(orderId, state)) } }
      : {}),
  } satisfies Pick<LoopOptions<State>, 'store' | 'effects'>;
}
