import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Topology } from '#events/topology.ts';
import { ofType } from '../support/state.ts';
import { each, oneOf, type Rule, together } from './rule.ts';

const infra = <T>(name: string): T =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../../infra/${name}.json`), 'utf8')) as T;
/** The topology that the code declares. */
export const topology = infra<Topology>('topology');
export const media = infra<{ queue: Topology['queues'][number] }>('media');

/** Topics, queues, and the connections between them. */
export const messaging: Rule[] = [
  together('there is a topic per publisher and a queue with its dead-letter queue per consumer, and no other', {
    violations: (resources) => {
      const wanted = [...topology.queues, media.queue].flatMap(({ name, deadLetterQueue }) => [name, deadLetterQueue]);
      const found = ofType(resources, 'aws_sqs_queue').map(({ values }) => values.name);
      const topics = ofType(resources, 'aws_sns_topic').filter(({ values }) => !values.name.endsWith('-alarms'));
      return [
        ...wanted.filter((name) => !found.some((other) => other.endsWith(`-${name}`))).map((name) => `no queue ${name}`),
        ...(found.length === wanted.length ? [] : [`${found.length} queues instead of ${wanted.length}`]),
        ...(topics.length === topology.topics.length ? [] : [`${topics.length} topics instead of ${topology.topics.length}`]),
      ];
    },
    spoil: (resources) => {
      resources.splice(resources.indexOf(oneOf(resources, 'aws_sqs_queue')), 1);
    },
  }),
  each('a message that fails too often goes to the queue’s own dead-letter queue', {
    of: 'aws_sqs_queue',
    where: ({ values }) => !values.name.endsWith('-dlq'),
    holds: ({ redrive_policy, name }) => {
      const { maxReceiveCount, deadLetterTargetArn } = JSON.parse(redrive_policy || '{}');
      return maxReceiveCount === 8 && deadLetterTargetArn.endsWith(`:${name}-dlq`);
    },
    spoil: (values) => {
      values.redrive_policy = '';
    },
  }),
  each('dead letters are kept for two weeks', {
    of: 'aws_sqs_queue',
    where: ({ values }) => values.name.endsWith('-dlq'),
    holds: ({ message_retention_seconds }) => message_retention_seconds === 14 * 24 * 3600,
    spoil: (values) => {
      values.message_retention_seconds = 3600;
    },
  }),
  each('messages are kept for four days', {
    of: 'aws_sqs_queue',
    where: ({ values }) => !values.name.endsWith('-dlq'),
    holds: ({ message_retention_seconds }) => message_retention_seconds === 4 * 24 * 3600,
    spoil: (values) => {
      values.message_retention_seconds = 60;
    },
  }),
  together('a dead-letter queue serves its own queue only', {
    violations: (resources) =>
      ofType(resources, 'aws_sqs_queue')
        .filter(({ values }) => values.name.endsWith('-dlq'))
        .filter(({ values }) => {
          const separate = ofType(resources, 'aws_sqs_queue_redrive_allow_policy').find(
            (other) => other.values.queue_url === values.url,
          );
          const { redrivePermission, sourceQueueArns } = JSON.parse(
            values.redrive_allow_policy || separate?.values.redrive_allow_policy || '{}',
          );
          return redrivePermission !== 'byQueue' || sourceQueueArns.length !== 1 || `${sourceQueueArns[0]}-dlq` !== values.arn;
        })
        .map(({ address }) => address),
    spoil: (resources) => {
      const [separate] = ofType(resources, 'aws_sqs_queue_redrive_allow_policy');
      const policy = JSON.stringify({ redrivePermission: 'allowAll' });
      if (separate) separate.values.redrive_allow_policy = policy;
      else oneOf(resources, 'aws_sqs_queue', ({ name }) => name.endsWith('-dlq')).values.redrive_allow_policy = policy;
    },
  }),
  each('subscriptions hand over the event itself', {
    of: 'aws_sns_topic_subscription',
    where: ({ values }) => values.protocol === 'sqs',
    holds: ({ raw_message_delivery }) => raw_message_delivery,
    spoil: (values) => {
      values.raw_message_delivery = false;
    },
  }),
  together('subscriptions let through the types of the topology, and no other', {
    violations: (resources) =>
      topology.queues.flatMap(({ name, subscriptions }) =>
        subscriptions.flatMap(({ topic, filter }) => {
          const found = ofType(resources, 'aws_sns_topic_subscription').find(
            ({ values }) => values.topic_arn.endsWith(`-${topic}`) && values.endpoint.endsWith(`-${name}`),
          );
          const types: string[] = JSON.parse(found?.values.filter_policy || '{}').type ?? [];
          return types.toSorted().join() === filter.type.toSorted().join() ? [] : [`${topic} to ${name}: ${types}`];
        }),
      ),
    spoil: (resources) => {
      oneOf(resources, 'aws_sns_topic_subscription', ({ protocol }) => protocol === 'sqs').values.filter_policy = '';
    },
  }),
  each('what a topic cannot deliver goes to the queue’s dead-letter queue', {
    of: 'aws_sns_topic_subscription',
    where: ({ values }) => values.protocol === 'sqs',
    holds: ({ redrive_policy, endpoint }) => JSON.parse(redrive_policy || '{}').deadLetterTargetArn === `${endpoint}-dlq`,
    spoil: (values) => {
      values.redrive_policy = '';
    },
  }),
  each('functions report which messages of a batch have failed', {
    of: 'aws_lambda_event_source_mapping',
    holds: ({ function_response_types }) => function_response_types.includes('ReportBatchItemFailures'),
    spoil: (values) => {
      values.function_response_types = [];
    },
  }),
  together('a queue hides a message for six times as long as its function may take, and while a batch is gathered', {
    violations: (resources) =>
      ofType(resources, 'aws_lambda_event_source_mapping').flatMap(({ address, values }) => {
        const queue = oneOf(resources, 'aws_sqs_queue', ({ arn }) => arn === values.event_source_arn).values;
        const taker = oneOf(resources, 'aws_lambda_function', ({ arn }) => arn === values.function_arn).values;
        const needed = 6 * taker.timeout + (values.maximum_batching_window_in_seconds ?? 0);
        return queue.visibility_timeout_seconds >= needed ? [] : [address];
      }),
    spoil: (resources) => {
      oneOf(resources, 'aws_sqs_queue', ({ name }) => name.endsWith('-media')).values.visibility_timeout_seconds = 60;
    },
  }),
];
