import { triggerTypes } from '#events/define-saga.ts';
import { rows, type StepName } from '#events/order-saga.ts';
import { kebab } from './kebab.ts';

/** docs/saga.md: the saga as a diagram and a table, generated from events/order-saga.ts. */
export function sagaPage(): string {
  return `# The order saga

Drawn from \`events/order-saga.ts\` by \`npm run generate\`; change the table, not this page. There is no orchestrator: each
service reacts to events and publishes its own. [architecture.md](architecture.md) explains each decision.

## When all goes well

${picture(({ undoes }) => !undoes)}

## When it does not

Dotted: a refusal, the customer or the deadline leads to a cancellation, and the cancellation to every undo.

${picture(({ undoes }) => undoes !== undefined)}

## The table

| step | by | starts on | publishes | or refuses with | undoes |
|---|---|---|---|---|---|
${rows.map(row).join('\n')}
`;
}

type Row = (typeof rows)[number][1];

function picture(drawn: (step: Row) => boolean): string {
  const lines = rows.filter(([, step]) => drawn(step)).flatMap(([name, step]) => arrows(name, step));
  return ['```mermaid', 'flowchart LR', ...new Set(lines.map((line) => `  ${line}`)), '```'].join('\n');
}

function arrows(name: StepName, { by, asked, at, on, emits, refuses, undoes }: Row): string[] {
  const box = `${name}["${kebab(name)}<br/><i>${by}</i>"]`;
  const into = triggerTypes(on).map((type) => `${type}([${type}]) ${undoes ? '-.->' : '-->'} ${box}`);
  const from = [...(asked ? [`${name}Asked[/"${asked}"/] --> ${box}`] : []), ...(at ? [`${at}(["the ${at}"]) -.-> ${box}`] : [])];
  const out = [emits, refuses].flatMap((type) => (type ? [`${box} --> ${type}([${type}])`] : []));
  return [...from, ...into, ...out];
}

function row([name, { by, asked, at, on, emits, refuses, undoes, unreached }]: (typeof rows)[number]): string {
  const trigger = on && ('all' in on ? on.all.join(' **and** ') : on.any.join(' *or* '));
  const begins = [asked && `\`${asked}\``, at && `the ${at}`, trigger].filter(Boolean).join(' *or* ');
  const ends = [emits, unreached && `(or ${unreached}, which no run of the saga reaches)`].filter(Boolean).join(' ');
  return `| ${[kebab(name), by, begins, ends, refuses ?? '', (undoes ?? []).map((undone) => kebab(undone)).join(', ')].join(' | ')} |`;
}
