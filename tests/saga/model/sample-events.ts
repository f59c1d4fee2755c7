import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Event, type EventType, events } from '#events/index.ts';

/** One event of every type, all about the same order: the contract's own samples. */
export const sample = Object.fromEntries(
  Object.values(events).map(({ type, version, schema }) => [type, schema.parse(read(`${type}.v${version}.json`))]),
) as { [T in EventType]: Event<T> };

/** The other of the two ways in which a payment can fail. */
export const captureFailed: Event<'PaymentFailed'> = {
  ...sample.PaymentFailed,
  data: { phase: 'capture', code: 'capture_refused' },
};

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../../../events/samples', name), 'utf8'));
}
