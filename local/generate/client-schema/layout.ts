/** A member of a type: its name (with `?` if optional), its type, and its documentation. */
export type Member = readonly [name: string, type: string, told?: Told];

type Told = { summary?: string | undefined; description?: string | undefined };

/** Members in braces, one per line, indented by one step; nested blocks are indented with them. */
export function block(members: readonly Member[]): string {
  if (members.length === 0) return '{}';
  const lines = members.flatMap(([name, type, told]) => [...commentOf(told), `${name}: ${type};`]);
  return `{\n${lines.join('\n').replace(/^(?=.)/gm, '  ')}\n}`;
}

/** Text as a string literal. */
export const quoted = (name: string) => `'${name.replaceAll("'", "\\'")}'`;

function commentOf({ summary, description }: Told = {}): string[] {
  const text = [summary, description].filter(Boolean).join('\n\n').replaceAll('*/', '*\\/');
  if (!text) return [];
  const lines = text.split('\n');
  return lines.length === 1 ? [`/** ${text} */`] : ['/**', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'];
}
