import type { Publisher } from '#events/define-events.ts';
import type { Event } from '#events/index.ts';
import { isOnlyRecorded, type StepsOf, stepOn } from '#events/order-saga.ts';
import { createSnsClient, createSqsClient } from '#shared/aws/clients.ts';
import { PoisonError } from '#shared/errors/outcome.ts';
import type { Part } from '#shared/http/run-service.ts';
import type { Log } from '#shared/logging/logger.ts';
import { createConsumer } from '#shared/messaging/consumer.ts';
import { createTopic } from '#shared/messaging/topic.ts';
import { type CircuitBreaker, createCircuitBreaker } from './circuit-breaker.ts';
import { createLoop, type LoopOptions } from './loop.ts';
import { createRequests, type Requests } from './requests.ts';
import type { Task } from './task.ts';

/** What a service brings to the saga: its step functions, its store, and the events and effects of its states. */
export type SagaPart<P extends Publisher, State> = Omit<LoopOptions<State>, 'publish'> & { service: P; steps: StepsOf<P, State> };

export type ParticipantOptions<P extends Publisher, State> = SagaPart<P, State> & {
  settings: { TOPIC_ARN: string; QUEUE_URL: string; DEAD_LETTER_QUEUE_URL: string; CONSUMER_CONCURRENCY: number };
  log: Log;
};

export type Participant<State> = Requests<State> & { parts: Part[] };

/** A service's part in the saga: the loop between its queue and its topic. */
export function createParticipant<P extends Publisher, State>(options: ParticipantOptions<P, State>): Participant<State> {
  const { service, steps, settings, log } = options;
  const circuit = createCircuitBreaker({ log });
  const topic = createTopic({ sns: createSnsClient(), topicArn: settings.TOPIC_ARN, log });
  const publish = (event: Event) => circuit.through('topic', event.subject, () => topic.publish(event));
  const loop = createLoop<State>({ ...options, ...throughCircuit(options, circuit), publish, patienceMilliseconds });
  const consumer = createConsumer({
    sqs: createSqsClient(),
    queueUrl: settings.QUEUE_URL,
    deadLetterQueueUrl: settings.DEAD_LETTER_QUEUE_URL,
    concurrencyMax: settings.CONSUMER_CONCURRENCY,
    handle: async (event) => loop.take(taskOf(service, steps, event)),
    circuit,
    log,
  });
  return { ...createRequests({ ...options, loop, publish }), parts: [{ stop: topic.drain }, consumer] };
}

// Progress that no one waits for is stored with what follows it: a healthy order's next fact comes within this time.
const patienceMilliseconds = 100;

/** The task for an event, looked up in the saga table. An event without a row for this service is poison. */
export function taskOf<P extends Publisher, State>(service: P, steps: StepsOf<P, State>, event: Event): Task<State> {
  const row = stepOn(service, event.type);
  if (!row) throw new PoisonError(`${service} has no step for ${event.type}`);
  const step = steps[row as keyof typeof steps] as unknown as Step<State>;
  return {
    cause: event,
    step: (state) => step(state, event),
    refuse: step.refuse,
    canWait: isOnlyRecorded(row),
    isFirst: event.type === 'OrderPlaced',
  };
}

type Step<State> = ((state: State, event: Event) => State | 'tooEarly') & { refuse?: Task<State>['refuse'] };

/** Wraps the store and the effects so that each call tells the circuit breaker whether they are up. */
export function throughCircuit<State>(
  { store, effects }: Pick<LoopOptions<State>, 'store' | 'effects'>,
  { through, isDependencysFault }: CircuitBreaker,
) {
  return {
    store: {
      load: (orderId) => through('store', orderId, () => store.load(orderId)),
      save: (after, before) => through('store', after.orderId, () => store.save(after, before)),
    },
    ...(effects
      ? {
          effects: {
            ...effects,
            run: (orderId, state) => through('provider', orderId, () => effects.run(orderId, state)),
            // An outage is not the order's own failure: no order is given up because of it.
            onFailure: (state, failure, orderId) =>
              failure.kind === 'unavailable' && isDependencysFault('provider', orderId)
                ? undefined
                : effects.onFailure?.(state, failure, orderId),
          },
        }
      : {}),
  } satisfies Pick<LoopOptions<State>, 'store' | 'effects'>;
}
