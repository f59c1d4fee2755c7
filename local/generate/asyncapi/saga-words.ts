import { triggerTypes } from '#events/define-saga.ts';
import type { EventType } from '#events/index.ts';
import { rows } from '#events/order-saga.ts';
import { kebab } from '../kebab.ts';

/** The saga steps that an event reports. */
export function told(type: EventType): string {
  const named = (column: 'emits' | 'refuses' | 'unreached') =>
    rows.filter(([, step]) => step[column] === type).map(([name]) => kebab(name));
  const [done, refused, unreached] = [named('emits'), named('refuses'), named('unreached')];
  if (done.length > 0) return `${done.join(' or ')} has been done`;
  if (refused.length > 0) return `${refused.join(' or ')} was refused`;
  return `${unreached.join(' or ')} has this outcome, which only a reconciliation can cause`;
}

/** What a consumer does when it receives an event. */
export function heard(consumer: string, type: EventType): string {
  const row = rows.find(([, { by, on }]) => by === consumer && triggerTypes(on).includes(type));
  if (!row) return 'is recorded in the timeline of its order';
  const [name, { on, emits, refuses }] = row;
  const others = on && 'all' in on ? on.all.filter((other) => other !== type) : [];
  const together = others.length > 0 ? ` (once ${quoted(others, 'and')} has also arrived)` : '';
  const answers = [emits, refuses].filter((answer) => answer !== undefined);
  return `${kebab(name)}${together}${answers.length > 0 ? `, answered by ${quoted(answers, 'or')}` : ''}`;
}

const quoted = (types: readonly EventType[], conjunction: string) => types.map((type) => `\`${type}\``).join(` ${conjunction} `);
