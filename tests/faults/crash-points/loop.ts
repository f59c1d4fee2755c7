// What `shared/saga/participant.ts` gets instead of the loop in bundles with crash points.
import { createLoop as create, type Loop, type LoopOptions } from '#shared/saga/loop.ts';
import { between } from './at.ts';

export type { LoopOptions };

export function createLoop<State>(options: LoopOptions<State>): Loop<State> {
  const { store, effects } = options;
  return create<State>({
    ...options,
    store: { load: between('load', store.load), save: between('save', store.save) },
    ...(effects ? { effects: { ...effects, run: between('run', effects.run) } } : {}),
    publish: between('publish', options.publish),
  });
}
