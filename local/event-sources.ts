import { type Batching, startEventSource } from './resources/event-source.ts';
import type { LambdaFunction } from './resources/function-host.ts';
import type { Messaging } from './resources/messaging.ts';

type Fed = Record<'timeline' | 'media' | 'dead-letters', Pick<LambdaFunction, 'invoke'>>;

/** Feeds each function from its queues; dead letters come from every consumer's dead-letter queue. */
export function startEventSources({ endpoint, queueUrls }: Messaging, functions: Fed) {
  const feed = (name: keyof Fed, queue: string, batching?: Batching) =>
    startEventSource({ endpoint, queueUrl: queueUrls[queue] ?? '', invoke: functions[name].invoke, batching });
  const deadLetterQueues = Object.keys(queueUrls).filter((name) => name.endsWith('-dlq'));
  return [
    feed('timeline', 'timeline', timelineBatching),
    feed('media', 'media'),
    ...deadLetterQueues.map((queue) => feed('dead-letters', queue)),
  ];
}

/** As in `infra/timeline.tf`, except for the window: a second there, which is too slow for a demo. */
const timelineBatching: Batching = { sizeMax: 100, windowMilliseconds: 250 };
