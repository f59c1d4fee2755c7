import { useSyncExternalStore } from 'react';
import { type Stored, stored } from './stored.ts';

const drafts = new Map<string, Stored<object>>();

/**
 * What has been filled into a form so far. It outlives the page, so no one loses it by signing in again or looking something up.
 * @param name identifies this form
 * @param empty its values before anything is filled in
 */
export function useDraft<T extends object>(name: string, empty: T) {
  const kept = draftOf(name);
  const filledIn = useSyncExternalStore(kept.subscribe, kept.read) as Partial<T> | undefined;
  return {
    draft: { ...empty, ...filledIn },
    isBegun: filledIn !== undefined,
    change: (change: Partial<T>) => kept.write({ ...kept.read(), ...change }),
    discard: () => kept.write(undefined),
  };
}

/** Forgets what has been filled into a form, even if it is not on this page. */
export const discardDraft = (name: string): void => draftOf(name).write(undefined);

function draftOf(name: string): Stored<object> {
  const known = drafts.get(name);
  if (known) return known;
  const draft = stored<object>(`draft ${name}`, (value) => (isObject(value) ? value : undefined), sessionStorage);
  drafts.set(name, draft);
  return draft;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
