import type { Event } from '#events/index.ts';
import { rows, type StepName, stepBehind } from '#events/order-saga.ts';
import type { Slate } from './witness.ts';

type Told = Pick<Event, 'type' | 'source' | 'data'>;

/**
 * An order's story, one line per event: `+` done, `!` refused, `-` undone, and finally what is left, unless the stores cannot be
 * read. Lines follow the saga table, not arrival, because undos run concurrently.
 */
export function traceOf(title: string, events: readonly Told[], slate?: Slate): string[] {
  const names = rows.map(([name]) => name as string);
  const told = events.map((event) => ({ event, step: stepBehind(event) }));
  const sorted = told.sort((a, b) => names.indexOf(a.step ?? '') - names.indexOf(b.step ?? ''));
  const kept = sorted.filter(({ event }, index) => sorted.findIndex((other) => other.event.type === event.type) === index);
  const cancelled = kept.some(({ event }) => event.type === 'OrderCancelled');
  const left = slate ? [cancelled ? cleanSlate(slate) : settled(slate)] : [];
  return [title, ...kept.map(({ event, step }) => line(event, step)), ...left];
}

/**
 * The differences between a trace and the golden one; empty when they match. Golden lines that start with `?` are optional:
 * when two messages race, either may win.
 */
export function differences(trace: readonly string[], golden: readonly string[]): string[] {
  const sure = (text: string) => text.replace(/^\?/, '+');
  const missing = golden.filter((text) => !text.startsWith('?') && !trace.includes(text)).map((text) => `missing:    ${text}`);
  const unexpected = trace.filter((text) => !golden.map(sure).includes(text)).map((text) => `unexpected: ${text}`);
  return [...missing, ...unexpected];
}

function line(event: Told, step: StepName | undefined): string {
  return `${mark(event, step)} ${event.type.padEnd(18)} ${event.source.slice(1).padEnd(11)} ${remark(event, step)}`.trimEnd();
}

function mark({ type }: Told, name: StepName | undefined): string {
  const step = rowOf(name);
  if (step?.undoes) return '-';
  return step?.refuses === type ? '!' : '+';
}

function remark({ type, data }: Told, name: StepName | undefined): string {
  const step = rowOf(name);
  if (!name || !step) return '';
  if (step.undoes) return `${kebab(name)} undoes ${kebab(step.undoes[0] ?? '')}`;
  if (step.refuses !== type) return step.on ? kebab(name) : '';
  return `${kebab(name)}: ${'code' in data ? data.code.replaceAll('_', ' ') : 'out of stock'}`;
}

const rowOf = (name: StepName | undefined) => rows.find(([step]) => step === name)?.[1];

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function cleanSlate({ held, committed, authorized, captured, booked, deadLetters }: Slate): string {
  const clean = held + committed + authorized + captured + booked + deadLetters === 0;
  const left = `held ${held + committed} · authorized ${authorized} · captured ${captured} · booked ${booked} · dead letters ${deadLetters}`;
  return `${clean ? 'clean slate' : 'left behind'}: ${left}`;
}

const settled = ({ held, committed, authorized, captured, booked, deadLetters }: Slate) =>
  `settled: held ${held} · committed ${committed} · authorized ${authorized} · captured ${captured} · booked ${booked} · dead letters ${deadLetters}`;
