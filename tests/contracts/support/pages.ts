import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../../..');

/** Every page of documentation, by its path. */
export const pages = globSync(['*.md', '*/**/*.md'], { cwd: root, exclude: ['**/node_modules', '**/.*'] });

export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** A page without its fenced code, in which brackets and hashes mean something else. */
export const proseOf = (page: string): string => read(page).replace(/^ *```[\s\S]*?^ *```/gm, '');

/** The fenced code of a page; in this language, if one is named (`''` for none). */
export function blocksIn(page: string, wanted?: string): string[] {
  const blocks = [...read(page).matchAll(/^( *)```(\w*)\n([\s\S]*?)\n *```$/gm)];
  return blocks
    .filter(([, , language]) => wanted === undefined || language === wanted)
    .map(([, indent = '', , code = '']) => code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''));
}

/** What stands in backticks in a page's sentences and tables, on one line. */
export const inlineCodeIn = (page: string): string[] =>
  [...proseOf(page).matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.replaceAll(/\s+/g, ' '));

/** A command line as it is shown somewhere, its comment removed and its placeholders filled in. */
export type Shown = { page: string; line: string };

/** The command lines in a page: one by one, without pipes, and without the prompt of a transcript. */
export function commandsIn(page: string): Shown[] {
  const shown = [...blocksIn(page, 'sh'), ...blocksIn(page, '').flatMap(transcriptOf)].join('\n').replaceAll(/\\\n */g, '');
  const lines = [...shown.split('\n').map((line) => line.replace(/ {3,}.*$/, '')), ...inlineCodeIn(page)];
  return lines.flatMap((line) => line.split(/ (?:&&|\|) /)).map((line) => ({ page, line: filledIn(line).trim() }));
}

/** What was typed, of what was typed and answered. */
const transcriptOf = (block: string) => [...block.matchAll(/^\$ (.+)$/gm)].map(([, line = '']) => line);

export const filledIn = (line: string): string => line.replaceAll(/<[^<>]+>/g, 'x');

/** The words of a simple command. */
export const wordsOf = (line: string): string[] =>
  [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, single, double, bare]) => single ?? double ?? bare ?? '');
