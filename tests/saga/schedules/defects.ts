import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBatcher } from '#shared/concurrency/batcher.ts';
import { createLoop } from '#shared/saga/loop.ts';
import type { Loops } from './perform.ts';

/** A plausible mistake in the loop or its call sharing: source text, and its replacement. */
export type Defect = { title: string; file: 'loop' | 'task' | 'batcher'; from: string; to: string };

export const defects: readonly Defect[] = [
  {
    title: 'an entry’s own error fails the other entries of its batch',
    file: 'batcher',
    from: 'const isToBeFound = batch.length > 1 && isOneEntrysFault(error);',
    to: 'const isToBeFound = false;',
  },
  {
    title: 'two changes to one row share a statement',
    file: 'batcher',
    from: '|| keys.size === keys.add(key).size',
    to: '',
  },
  {
    title: 'a message is acknowledged before its change is saved',
    file: 'loop',
    from: 'await finish(decided, isRefused(decided) ? decided.before : await advance(decided));',
    to: 'for (const { resolve } of decided.taken) resolve(); await finish(decided, isRefused(decided) ? decided.before : await advance(decided));',
  },
  {
    title: 'an event is published before its state is saved',
    file: 'loop',
    from: 'await store.save(after, row);',
    to: 'void store.save(after, row).catch(() => undefined);',
  },
  {
    title: 'two messages for an order are decided on the same state',
    file: 'task',
    from: 'const verdict = task.step(state);',
    to: 'const verdict = task.step(before);',
  },
  {
    title: 'a message that came too early is acknowledged with the others',
    file: 'loop',
    from: 'const fit = taken.filter((task) => !unfit.has(task));',
    to: 'const fit = taken; unfit = new Map();',
  },
  {
    title: 'a message after an effect does not wait for the effect’s result',
    file: 'task',
    from: 'if (state !== before && isAsked(state)) break;',
    to: '',
  },
  {
    title: 'the messages after an effect are forgotten',
    file: 'loop',
    from: 'return tasks.filter((task) => !together.includes(task));',
    to: 'return [];',
  },
  {
    title: 'a cached row is trusted even though no write confirms it',
    file: 'loop',
    from: 'if (folded.state !== guess.state && folded.unfit.size === 0) return',
    to: 'return',
  },
  {
    title: 'a handler that lost the race acknowledges its messages',
    file: 'loop',
    from: 'if (error instanceof VersionConflictError && tries < triesMax) continue;',
    to: 'if (error instanceof VersionConflictError) { for (const { resolve } of together) resolve(); return []; }',
  },
  {
    title: 'an effect runs before the state that requires it is stored',
    file: 'loop',
    from: 'if (!isTransient(state)) {',
    to: 'if (!isTransient(state) && !isAsked(state)) {',
  },
  {
    title: 'messages that are impossible together are all given up',
    file: 'loop',
    from: 'if (error instanceof StepImpossibleError && together.length > 1) {',
    to: 'if (false) {',
  },
  {
    title: 'a failed save counts as saved',
    file: 'loop',
    from: 'if (!(error instanceof StepImpossibleError) || !by.refuse) throw error;',
    to: "if (error.name === 'DependencyUnavailableError') return after; if (!(error instanceof StepImpossibleError) || !by.refuse) throw error;",
  },
];

const folders = { loop: 'saga', task: 'saga', batcher: 'concurrency' };

/** The loop and its batcher, with a defect in a copy of one's source. @throws Error when the source does not contain the text */
export async function withDefect({ file, from, to }: Defect): Promise<Loops> {
  const folder = mkdtempSync(join(tmpdir(), 'loop-'));
  const copy = (name: 'loop' | 'task' | 'batcher', change: (source: string) => string) => {
    const original = new URL(`../../../shared/${folders[name]}/${name}.ts`, import.meta.url);
    writeFileSync(join(folder, `${name}.ts`), absolute(change(readFileSync(original, 'utf8')), original));
    return join(folder, `${name}.ts`);
  };
  const plant = (source: string) => {
    if (source.split(from).length !== 2) throw new Error(`${file}.ts does not say once: ${from}`);
    return source.replace(from, to);
  };
  try {
    const planted = copy(file, plant);
    if (file === 'batcher') return { createLoop, createBatcher: (await import(planted)).createBatcher };
    const loop = file === 'loop' ? planted : copy('loop', (source) => source.replace("'./task.ts'", `'${planted}'`));
    return { createLoop: (await import(loop)).createLoop, createBatcher };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Imports that work from any folder. */
const absolute = (source: string, original: URL): string =>
  source.replace(/from '(\.\/|#)([^']+)'/g, (_, start, path) => {
    const url = start === '#' ? new URL(`../../../${path}`, import.meta.url) : new URL(path, original);
    return `from '${url.pathname}'`;
  });
