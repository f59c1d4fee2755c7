import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { type EventType, events } from '#events/index.ts';
import { stepOn } from '#events/order-saga.ts';
import { topology } from '#events/topology.ts';
import { asyncapi } from '../../local/generate/asyncapi.ts';

const require = createRequire(import.meta.url);

// The document as served: references resolve in the text, not in the objects it was made from.
const document = JSON.parse(JSON.stringify(asyncapi())) as ReturnType<typeof asyncapi>;
const types = Object.keys(events) as EventType[];

const samples = join(import.meta.dirname, '../../events/samples');
const names = readdirSync(samples);
const read = (name: string) => JSON.parse(readFileSync(join(samples, name), 'utf8'));
const typeOf = (name: string) => name.replace(/\.v\d+\.json$/, '');

describe('the AsyncAPI document', () => {
  it('conforms to the AsyncAPI 3.0 schema', () => {
    const ajv = ajvOf({ strict: false, logger: false });
    const schema = require('@asyncapi/specs/schemas/3.0.0-without-$id.json');
    const isAsyncapi = ajv.compile(schema);
    isAsyncapi(document);
    expect(isAsyncapi.errors).toBeNull();
    expect(isAsyncapi({ ...document, operations: { x: { action: 'shout', channel: {} } } })).toBe(false);
  });

  it('has no dangling references', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#([^"]+)"/g)].map(([, pointer = '']) => pointer);
    expect(references.length).toBeGreaterThan(100);
    expect(references.filter((pointer) => at(pointer) === undefined)).toEqual([]);
  });

  it('sends every event exactly once, on its service’s topic', () => {
    const sent = operations('send').flatMap(({ channel, messages }) => messages.map(({ $ref }) => [$ref, channel.$ref]));
    const expected = types.map((type) => [
      `#/channels/${events[type].publisher}/messages/${type}`,
      `#/channels/${events[type].publisher}`,
    ]);
    expect(sent.sort()).toEqual(expected.sort());
  });

  it('has each consumer receive what its queue subscribes to, and do its saga step', () => {
    const heard = operations('receive').flatMap(({ messages }) => messages.map(({ $ref }) => $ref));
    const subscribed = topology().queues.flatMap(({ subscriptions }) => subscriptions.flatMap(({ filter }) => filter.type));
    expect(heard.map((pointer) => pointer.split('/').at(-1)).sort()).toEqual(subscribed.sort());
    expect(stepOn('billing', 'StockReserved')).toBe('authorizePayment');
    expect(document.operations.billingHearsInventory?.description).toBe(
      '- `StockReserved`: authorize-payment (once `OrderPlaced` has also arrived), answered by `PaymentAuthorized` or `PaymentFailed`',
    );
  });
});

describe('the messages of the AsyncAPI document', () => {
  let isMessage: (type: string, event: unknown) => boolean;

  beforeAll(() => {
    const ajv = ajvOf({ strict: true, strictRequired: false, strictTypes: false }).addKeyword('components');
    ajv.addSchema({ $id: 'document', components: document.components }, undefined, false, false);
    const compiled = new Map<string, ValidateFunction>();
    isMessage = (type, event) => {
      const validate = compiled.get(type) ?? ajv.compile({ $ref: `document#/components/messages/${type}/payload` });
      compiled.set(type, validate);
      return validate(event);
    };
  });

  it.each(names)('include a valid %s', (name) => {
    expect(isMessage(typeOf(name), read(name))).toBe(true);
  });

  it.each(names)('do not include a %s under another event’s name, or without its subject or data', (name) => {
    const { subject, data, ...rest } = read(name);
    const other = types.find((type) => type !== typeOf(name)) ?? '';
    expect(isMessage(other, read(name))).toBe(false);
    expect(isMessage(typeOf(name), { ...rest, data })).toBe(false);
    expect(isMessage(typeOf(name), { ...rest, subject })).toBe(false);
  });

  it.each(names)('allow a %s with fields that consumers do not know yet', (name) => {
    const event = read(name);
    expect(isMessage(typeOf(name), { ...event, partitionkey: 'x', data: { ...event.data, addedLater: true } })).toBe(true);
  });

  it.each(types)('have an example of %s', (type) => {
    const { examples } = document.components.messages[type] as { examples: { payload: unknown }[] };
    expect(examples.map(({ payload }) => isMessage(type, payload))).toEqual([true]);
  });
});

function ajvOf(options: object): Ajv {
  const ajv = new Ajv(options);
  addFormats.default(ajv);
  return ajv;
}

function operations(action: string) {
  return Object.values(document.operations).filter((operation) => operation.action === action);
}

function at(pointer: string): unknown {
  const steps = pointer.split('/').slice(1);
  return steps.reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], document);
}
