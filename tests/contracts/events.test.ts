import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type EventType, events } from '#events/index.ts';
import { eventId } from '#shared/saga/stamp.ts';

const folder = join(import.meta.dirname, '../../events/samples');
const names = readdirSync(folder);
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));

describe('the event samples, which must parse forever', () => {
  it.each(names)('%s parses without losing anything', (name) => {
    const sample = read(name);
    expect(events[typeOf(name)].schema.parse(sample)).toEqual(sample);
  });

  it.each(names)('%s has the id derived from its source, subject and type', (name) => {
    const { id, source, subject, type } = read(name);
    expect(id).toBe(eventId(source, subject, type));
  });

  it.each(Object.values(events))('include $type in its current version', ({ type, version, dataschema }) => {
    expect(read(`${type}.v${version}.json`)).toMatchObject({ type, dataschema });
  });

  it.each(names)('%s may have fields that we do not know yet', (name) => {
    const sample = read(name);
    const newer = { ...sample, data: { ...sample.data, addedLater: true }, partitionkey: 'x' };
    expect(events[typeOf(name)].schema.parse(newer)).toEqual(sample);
  });

  it.each(names)('%s is refused without its subject, or under another type', (name) => {
    const { subject, ...rest } = read(name);
    expect(events[typeOf(name)].schema.safeParse(rest).success).toBe(false);
    expect(events[typeOf(name)].schema.safeParse({ ...rest, subject, type: 'OrderMislaid' }).success).toBe(false);
  });
});

it('OrderPlaced may have no postal code, a region and a phone number', () => {
  const sample = read('OrderPlaced.v1.json');
  const { postalCode: _, ...address } = sample.data.shipTo;
  const shipTo = { ...address, country: 'HK', region: 'Kowloon', phone: '+852 2123 4567' };
  const placed = { ...sample, data: { ...sample.data, shipTo } };
  expect(events.OrderPlaced.schema.parse(placed)).toEqual(placed);
});

it('OrderPlaced from before the address rules still parses', () => {
  const sample = read('OrderPlaced.v1.json');
  const shipTo = { name: '\u3164', line1: '\u200b', city: '\u202ex', postalCode: 'none', country: 'UK' };
  expect(events.OrderPlaced.schema.parse({ ...sample, data: { ...sample.data, shipTo } }).data.shipTo).toEqual(shipTo);
});

const typeOf = (name: string) => name.replace(/\.v\d+\.json$/, '') as EventType;
