import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { envelope } from '#events/envelope.ts';
import { type EventType, events } from '#events/index.ts';
import { money } from '#events/money.ts';
import { address } from '#events/orders.ts';
import { type Topology, topology } from '#events/topology.ts';
import { heard, told } from './asyncapi/saga-words.ts';
import { release } from './release.ts';

/** The events as an AsyncAPI 3.0 document: the contract's schemas, the topics, and who sends and receives what. */
export function asyncapi() {
  const { topics, queues } = topology();
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'CloudServices events',
      version: release,
      description,
      license: { name: 'MIT' },
    },
    defaultContentType: contentType,
    channels: Object.fromEntries(topics.map((topic) => [topic.name, channelOf(topic)])),
    operations: Object.fromEntries([...topics.map(sending), ...queues.flatMap(receiving)]),
    components: {
      messages: Object.fromEntries(types.map((type) => [type, messageOf(type)])),
      schemas: schemas(),
    },
  };
}

const types = Object.keys(events) as EventType[];
const contentType = 'application/cloudevents+json';
const samples = join(import.meta.dirname, '../../events/samples');

const description = `The facts with which the services settle an order. Each is a CloudEvent 1.0 in structured JSON mode, published to the
SNS topic of its service, filtered by the message attribute \`type\`, and delivered raw to one SQS queue per consumer.

Events arrive at least once and in any order; an event that is published again keeps its id. Consumers must ignore fields they
do not know: additive changes keep the version that \`dataschema\` names.`;

type Topic = Topology['topics'][number];
type Queue = Topology['queues'][number];

function channelOf({ name, events: published }: Topic) {
  return {
    address: name,
    title: `Topic of ${name}`,
    description: `Events published by ${name} only.`,
    messages: Object.fromEntries(published.map((type) => [type, { $ref: `#/components/messages/${type}` }])),
    bindings: { sns: { name, ordering: { type: 'standard' }, bindingVersion: '0.1.0' } },
  };
}

function sending({ name, events: published }: Topic) {
  const operation = {
    action: 'send',
    channel: { $ref: `#/channels/${name}` },
    summary: `${name} publishes`,
    description: published.map((type) => `- \`${type}\`: ${told(type)}`).join('\n'),
    messages: messagesOf(name, published),
  };
  return [`${name}Publishes`, operation] as const;
}

/** A consumer's operations, one for each topic that its queue subscribes to, because an operation belongs to one channel. */
function receiving(queue: Queue) {
  return queue.subscriptions.map(({ topic, filter }) => {
    const operation = {
      action: 'receive',
      channel: { $ref: `#/channels/${topic}` },
      summary: `${queue.name} consumes events of ${topic}`,
      description: filter.type.map((type) => `- \`${type}\`: ${heard(queue.name, type)}`).join('\n'),
      messages: messagesOf(topic, filter.type),
      bindings: { sns: subscriptionOf(queue, topic, filter), sqs: { queues: [queueOf(queue)], bindingVersion: '0.2.0' } },
    };
    return [`${queue.name}Hears${topic[0]?.toUpperCase()}${topic.slice(1)}`, operation] as const;
  });
}

const messagesOf = (topic: string, listed: readonly EventType[]) =>
  listed.map((type) => ({ $ref: `#/channels/${topic}/messages/${type}` }));

const subscriptionOf = (queue: Queue, topic: string, filterPolicy: Record<string, string[]>) => ({
  topic: { name: topic },
  consumers: [
    {
      protocol: 'sqs',
      endpoint: { name: queue.name },
      filterPolicy,
      filterPolicyScope: 'MessageAttributes',
      rawMessageDelivery: true,
    },
  ],
  bindingVersion: '0.1.0',
});

const queueOf = (queue: Queue) => ({
  name: queue.name,
  fifoQueue: false,
  visibilityTimeout: queue.visibilityTimeoutSeconds,
  receiveMessageWaitTime: queue.receiveWaitTimeSeconds,
  messageRetentionPeriod: queue.retentionSeconds,
  redrivePolicy: { deadLetterQueue: { name: queue.deadLetterQueue }, maxReceiveCount: queue.maxReceiveCount },
});

function messageOf(type: EventType) {
  const { source, version, dataschema } = events[type];
  const own = {
    source: { const: source },
    type: { const: type },
    dataschema: { description: 'The type and its version', examples: [dataschema] },
    data: { $ref: `#/components/schemas/${type}` },
  };
  return {
    name: type,
    title: type,
    summary: told(type),
    contentType,
    correlationId: {
      description: 'Shared by everything that one request of a customer causes',
      location: '$message.payload#/correlationid',
    },
    headers: {
      type: 'object',
      description: 'Message attributes',
      required: ['type'],
      properties: { type: { type: 'string', const: type } },
    },
    payload: {
      allOf: [
        { $ref: '#/components/schemas/Envelope' },
        { type: 'object', required: ['source', 'type', 'data'], properties: own },
      ],
    },
    examples: [{ name: `${type}.v${version}`, headers: { type }, payload: sampleOf(type) }],
  };
}

/** A real event of each type, the same that `npm test` validates against the schemas. */
const sampleOf = (type: EventType) =>
  JSON.parse(readFileSync(join(samples, `${type}.v${events[type].version}.json`), 'utf8')) as Record<string, unknown>;

/** The contract's schemas by name, as consumers parse them: open to future fields. */
function schemas(): Record<string, unknown> {
  const contract = z.registry<{ id: string }>();
  contract.add(envelope, { id: 'Envelope' }).add(money, { id: 'Money' }).add(address, { id: 'Address' });
  for (const type of types) contract.add(events[type].data, { id: type });
  const uri = (id: string) => `#/components/schemas/${id}`;
  const { schemas: converted } = z.toJSONSchema(contract, { uri, io: 'input', target: 'draft-07' });
  return JSON.parse(JSON.stringify(converted), readable);
}

/** Leaves out what does not help a reader: patterns that only repeat a format, and the names of files. */
function readable(key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { $schema, $id, example, ...rest } = value as Record<string, unknown>;
  // `properties` maps names, and a property may have one of these names.
  if (key === 'properties') return value;
  if (typeof rest.format === 'string') delete rest.pattern;
  return example === undefined ? rest : { ...rest, examples: [example] };
}
