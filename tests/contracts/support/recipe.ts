import { blocksIn } from './pages.ts';

/** A new file that a page shows: a block that begins with its path in a comment. */
export type Shown = { path: string; content: string };

/** Changes of one file: lines with a space in front stay, and say where the others go. `@@` separates changes. */
export type Change = { path: string; hunks: string };

export const newFilesIn = (page: string): Shown[] =>
  blocksIn(page).flatMap((block) => {
    const [, path, content] = /^(?:\/\/|#) ((?:\w+\/)+[\w-]+\.\w+)\n([\s\S]+)$/.exec(block) ?? [];
    return path && content ? [{ path, content: `${content}\n` }] : [];
  });

export const changesIn = (page: string): Change[] =>
  blocksIn(page, 'diff').flatMap((block) =>
    block
      .split(/^--- /m)
      .slice(1)
      .map((part) => ({ path: part.split('\n')[0] ?? '', hunks: part.slice(part.indexOf('\n') + 1).trimEnd() })),
  );

/**
 * The text after the changes.
 * @throws Error naming a change whose place is not in the text exactly once
 */
export function changed(text: string, { path, hunks }: Change): string {
  return hunks.split(/\n?^@@$\n/m).reduce((before, hunk) => {
    const side = (other: string) =>
      hunk
        .split('\n')
        .filter((line) => !line.startsWith(other))
        .map((line) => `${line.slice(1)}\n`)
        .join('');
    const [start, ...rest] = `\n${before}`.split(`\n${side('+')}`);
    if (rest.length !== 1) throw new Error(`${path} has this ${rest.length} times instead of once:\n${side('+')}`);
    return `${start}\n${side('-')}${rest[0]}`.slice(1);
  }, text);
}
