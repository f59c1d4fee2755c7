import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { createLoop } from '#shared/saga/loop.ts';

/** A mistake that one could make in the loop: words of its source, and others in their place. */
export type Defect = { title: string; file: 'loop' | 'task' | 'recent-rows' | 'lanes'; from: string; to: string };

export const defects: readonly Defect[] = [
  {
    title: 'a message is acknowledged before its change is saved',
    file: 'loop',
    from: 'await finish(decided, await advance(decided));',
    to: 'for (const { resolve } of decided.taken) resolve(); await finish(decided, await advance(decided));',
  },
  {
    title: 'an event is published before its state is saved',
    file: 'loop',
    from: 'await store.save(after, row);',
    to: 'void store.save(after, row).catch(() => undefined);',
  },
  {
    title: 'two messages of an order are decided on the same state',
    file: 'task',
    from: 'const verdict = task.step(state);',
    to: 'const verdict = task.step(before);',
  },
  {
    title: 'what came too early is acknowledged with its neighbours',
    file: 'loop',
    from: 'const fit = taken.filter((task) => !unfit.has(task));',
    to: 'const fit = taken; unfit = new Map();',
  },
  {
    title: 'what is folded behind an effect does not wait for its result',
    file: 'task',
    from: 'if (state !== before && isAsked(state)) break;',
    to: '',
  },
  {
    title: 'what follows an effect is forgotten',
    file: 'loop',
    from: 'return tasks.filter((task) => !together.includes(task));',
    to: 'return [];',
  },
  {
    title: 'a row is believed to be as it is remembered, though nothing is changed by it',
    file: 'loop',
    from: 'if (folded.state !== guess.state && folded.unfit.size === 0) return',
    to: 'return',
  },
  {
    title: 'who has lost the race decides on what it remembers',
    file: 'loop',
    from: 'recent.forget(orderId);\n        if (error instanceof VersionConflictError && tries < triesMax) continue;',
    to: 'if (error instanceof VersionConflictError && tries < triesMax) { tries = 0; continue; }',
  },
  {
    title: 'who has lost the race is content',
    file: 'loop',
    from: 'if (error instanceof VersionConflictError && tries < triesMax) continue;',
    to: 'if (error instanceof VersionConflictError) { for (const { resolve } of together) resolve(); return []; }',
  },
  {
    title: 'an effect is run before the state that asks for it is stored',
    file: 'loop',
    from: 'if (!isTransient(state)) {',
    to: 'if (!isTransient(state) && !isAsked(state)) {',
  },
  {
    title: 'what is impossible together is given up together',
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

const saga = new URL('../../../shared/saga/', import.meta.url);
const folders = { loop: saga, task: saga, 'recent-rows': saga, lanes: new URL('../../../shared/concurrency/', import.meta.url) };

/** The loop with a defect in it, from a copy of its source. @throws Error when the source has no such words */
export async function loopWith({ file, from, to }: Defect): Promise<typeof createLoop> {
  const folder = mkdtempSync(join(tmpdir(), 'loop-'));
  try {
    const source = readFileSync(new URL(`${file}.ts`, folders[file]), 'utf8');
    if (source.split(from).length !== 2) throw new Error(`${file}.ts does not say once: ${from}`);
    const changed = absolute(source.replace(from, to), folders[file]);
    const copy = join(folder, `${file}.ts`);
    writeFileSync(copy, changed);
    if (file === 'loop') return (await import(copy)).createLoop;
    const loop = readFileSync(new URL('loop.ts', saga), 'utf8').replace(`'./${file}.ts'`, `'${copy}'`);
    writeFileSync(join(folder, 'loop.ts'), absolute(loop, saga));
    return (await import(join(folder, 'loop.ts'))).createLoop;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Imports that mean the same from anywhere. */
const absolute = (source: string, folder: URL): string =>
  source.replace(/from '(\.\/|#)([^']+)'/g, (_, start, path) => {
    const url = start === '#' ? new URL(`../../../${path}`, import.meta.url) : new URL(path, folder);
    return `from '${url.pathname}'`;
  });
