import type { Answer, Client } from '../../../../local/demo/client.ts';
import { blocksIn } from '../pages.ts';

/** A command that a page shows with what it printed. A note says in which way that is not all: `shortened`, or when it was. */
export type Transcript = { page: string; command: string; note: string; output: string };

/** What the API answers, by method and path, with `{id}` for each id. It answers 404 to everything else; a number is an error. */
export type Answers = Record<string, object | number>;

export function transcriptsIn(page: string): Transcript[] {
  const shown = blocksIn(page, '').flatMap((block) => (block.startsWith('$ ') ? block.split(/\n(?=\$ )/) : []));
  return shown.map((text) => {
    const [typed = '', ...printed] = text.split('\n');
    const [, command = '', note = ''] = /^\$ (.+?)(?: {3,}\((.+)\))?$/.exec(typed) ?? [];
    return { page, command, note, output: printed.join('\n').trimEnd() };
  });
}

export function clientOf(answers: Answers): Client {
  const call = async (method: string, path: string) => {
    const [address = ''] = path.split('?');
    const found = answers[`${method} ${address.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{id}')}`] ?? 404;
    const answer = typeof found === 'number' ? { status: found, body: {} } : { status: 200, body: found };
    return { ...answer, headers: new Headers() };
  };
  return { call: call as <T>(method: string, path: string) => Promise<Answer<T>> } as Client;
}

/**
 * The lines that are shown but were not printed, in this order; in a shortened transcript lines may be left out, and `…` stands for a
 * part of a line.
 */
export function strangeLines({ output, note }: Transcript, printed: string): string[] {
  if (!note) return output === printed ? [] : output.split('\n').filter((line) => !printed.split('\n').includes(line));
  const rest = printed.split('\n');
  return output.split('\n').filter((line) => {
    if (line === '...' || line === '') return false;
    const place = rest.findIndex((other) => patternOf(line).test(other));
    if (place >= 0) rest.splice(0, place + 1);
    return place < 0;
  });
}

const patternOf = (line: string) =>
  new RegExp(
    `^${line
      .split('…')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  );
