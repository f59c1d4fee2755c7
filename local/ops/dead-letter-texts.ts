import { textTable } from '../text-table.ts';
import type { DeadLetterDossier, DeadLetterPage, DeadLetterView, Redriven } from './types.ts';

export function deadLettersText({ items, nextCursor }: DeadLetterPage): string {
  const more = nextCursor ? `There may be more: --cursor ${nextCursor}` : '';
  if (items.length === 0) return more || 'No such dead letters.';
  const header = ['dead letter', 'queue', 'state', 'type', 'order', 'age', 'receives', 'copies', 'reason'];
  const table = textTable([header, ...items.map(cellsOf)], { texts: header.length });
  return more ? `${table}\n\n${more}` : table;
}

function cellsOf({
  deadLetterId,
  queue,
  state,
  type,
  orderId,
  ageSeconds,
  receives,
  redrives,
  copies,
  reason,
}: DeadLetterView): string[] {
  const times = redrives > 0 ? `${receives}, redriven ${redrives}` : String(receives);
  return [deadLetterId, queue, state, type ?? '-', orderId ?? '-', ageOf(ageSeconds), times, String(copies), reason];
}

export function deadLetterText(letter: DeadLetterDossier): string {
  const { deadLetterId, queue, state, parkedBy, reason, sentAt, recordedAt, receives, redrives, previousId, bytes } = letter;
  const head = [
    `${deadLetterId}  ${state}`,
    `meant for ${queue}, parked by ${parkedBy}: ${reason}`,
    `sent ${secondOf(sentAt)} (${ageOf(letter.ageSeconds)} ago), recorded ${secondOf(recordedAt)}`,
    `received ${timesText(receives)}, redriven ${timesText(redrives)} before${previousId ? `, as ${previousId}` : ''}; ${bytes} bytes`,
    ...(letter.copies > 0 ? [`${copiesText(letter.copies)} parked, the last ${secondOf(letter.lastCopyAt ?? recordedAt)}`] : []),
    `type ${letter.type ?? '-'}, order ${letter.orderId ?? '-'}, event ${letter.eventId ?? '-'}`,
    `trace ${letter.trace ?? '-'}`,
  ];
  const attributes = Object.entries(letter.attributes).map(([name, value]) => `  ${name}: ${value}`);
  const actions = letter.actions.map(
    ({ at, action, operatorId, reason: why }) => `  ${secondOf(at)}  ${action} by ${operatorId}: ${why}`,
  );
  const title = letter.personalDataShown ? 'Body, as received:' : 'Body, personal data hidden:';
  return [
    head.join('\n'),
    ['Attributes:', ...orNone(attributes)].join('\n'),
    `${title}\n${letter.body}`,
    ['Operators:', ...orNone(actions)].join('\n'),
  ].join('\n\n');
}

export const copiesText = (copies: number): string => `${copies} more ${copies === 1 ? 'copy' : 'copies'}`;

export function redrivenText(items: readonly Redriven[]): string {
  if (items.length === 0) return 'No such dead letters.';
  const header = ['dead letter', 'queue', 'type', 'order', 'outcome', 'detail'];
  const rows = items.map(({ deadLetterId, queue, type, orderId, outcome, detail }) => {
    return [deadLetterId, queue, type ?? '-', orderId ?? '-', outcome, detail ?? '-'];
  });
  const counts = Object.entries(Object.groupBy(items, ({ outcome }) => outcome)).map(
    ([outcome, some]) => `${some?.length} ${outcome}`,
  );
  return `${textTable([header, ...rows], { texts: header.length })}\n\n${counts.join(', ')}`;
}

const orNone = (lines: readonly string[]) => (lines.length > 0 ? lines : ['  -']);

const timesText = (count: number) => (count === 1 ? 'once' : `${count} times`);

/** The age in its largest unit. */
export function ageOf(seconds: number): string {
  const units = [
    ['d', 86_400],
    ['h', 3_600],
    ['min', 60],
  ] as const;
  const [unit, size] = units.find(([, size]) => seconds >= size) ?? ['s', 1];
  return `${Math.floor(seconds / size)} ${unit}`;
}

/** Truncated to seconds, as in logs and tables. */
export const secondOf = (instant: string): string => `${instant.slice(0, 19)}Z`;
