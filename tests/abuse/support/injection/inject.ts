import type { Stack } from '../../../../local/stack.ts';
import type { People } from '../people.ts';
import type { Answer, Sender, Wire } from '../sender.ts';
import { type Field, fields } from './fields.ts';
import { flawsInAnswer, sendRaw } from './judge.ts';
import { textPayloads } from './payloads.ts';
import { createDrafter, type Payload, type Subject, toWire } from './requests.ts';
import type { Accepted } from './stored.ts';
import { escapedPayloads, jsonPayloads } from './written-payloads.ts';

export type Injection = {
  services: Stack['services'];
  people: People;
  sender: Sender;
  /** A separate person and separate objects for each field. */
  subjectFor(field: Field): Promise<Subject>;
};

/** How many fields of the same kind share the payloads; with 1, each gets all of them. */
const sharersMax = Number(process.env.INJECTION_SHARERS || 1);

export type Result = { field: Field; sent: number; accepted: Accepted[]; flaws: string[] };

/** Puts its payloads into one field, one at a time, and checks each response. */
export async function injectInto(field: Field, { services, people, sender, subjectFor }: Injection): Promise<Result> {
  const result: Result = { field, sent: 0, accepted: [], flaws: [] };
  const drafter = createDrafter(field, await subjectFor(field), people);
  for (const payload of payloadsFor(field)) {
    const wire = toWire(field, await drafter.draft(), payload, services);
    const answer = await ask(field, wire, sender);
    result.sent++;
    if (!answer) {
      if ('text' in payload && /[\r\n]/.test(payload.text)) continue; // Two requests in one, and neither is answered for the other.
      result.flaws.push(`${nameOf(field)} ${show(payload)}: no answer`);
      continue;
    }
    const flaws = flawsInAnswer(answer, field.operation);
    result.flaws.push(...flaws.map((flaw) => `${nameOf(field)} ${show(payload)}: ${flaw}\n    ${answer.text.slice(0, 300)}`));
    if (answer.status >= 300) continue;
    if (drafter.usesUp) await drafter.replace();
    if ('text' in payload && !(field.in === 'header' && /[\r\n]/.test(payload.text)))
      result.accepted.push(acceptedFrom(field, payload.text, { wire, answer }));
  }
  return result;
}

/** Headers are sent byte by byte, because no client sends all of these. */
const ask = (field: Field, wire: Wire, sender: Sender): Promise<Answer | undefined> =>
  field.in === 'header' ? sendRaw(wire, field.path[0] ?? '') : sender.send(wire);

/** All payloads, or this field's share: every payload goes into some field of each kind. Passwords are too few to share. */
function payloadsFor(field: Field): Payload[] {
  const written = field.in === 'body' ? jsonPayloads : field.in === 'header' ? [] : escapedPayloads;
  const all = [...textPayloads.map((text) => ({ text })), ...written.map((written) => ({ written }))];
  const ofItsKind = fields.filter(({ kind, in: place }) => kind === field.kind && place === field.in);
  const sharers = field.kind === 'password' ? 1 : Math.min(sharersMax, Math.max(1, ofItsKind.length));
  return all.filter((_, index) => index % sharers === Math.max(0, ofItsKind.indexOf(field)) % sharers);
}

function acceptedFrom({ operation, path }: Field, text: string, { wire, answer }: { wire: Wire; answer: Answer }): Accepted {
  const body = answer.text ? JSON.parse(answer.text) : {};
  const adjustment = operation.key.endsWith('/adjustments')
    ? `${subjectOf(wire)}#${wire.headers['idempotency-key']?.trim()}`
    : undefined;
  const id = adjustment ?? body.userId ?? body.orderId ?? body.productId ?? '';
  return { route: operation.key, path, text, id: String(id), answer: body };
}

/** The user of an access token. */
const subjectOf = ({ headers }: Wire): string =>
  JSON.parse(Buffer.from(headers.authorization?.split('.')[1] ?? '', 'base64url').toString()).sub;

const nameOf = ({ operation, in: place, path }: Field): string => `${operation.key} ${place} ${path.join('.')}`;

const show = (payload: Payload): string => JSON.stringify(Object.values(payload)[0]).slice(0, 100);

/** The kinds of fields, each with the number of payloads sent. */
export function countsByKind(results: readonly Result[]): Record<string, number> {
  const byKind = Object.groupBy(results, ({ field }) => field.kind);
  return Object.fromEntries(
    Object.entries(byKind).map(([kind, all = []]) => [kind, all.reduce((sum, { sent }) => sum + sent, 0)]),
  );
}

/** The fields that place orders come last: sagas take long, and none has to finish. */
export const [orderFields, otherFields] = [true, false].map((places) =>
  fields.filter(({ operation }) => (operation.key === 'POST /v1/orders') === places),
) as [Field[], Field[]];
