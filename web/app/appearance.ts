import { useSyncExternalStore } from 'react';
import { stored } from './stored.ts';

export type Appearance = 'light' | 'dark';

const chosen = stored<Appearance>('appearance', (value) => (value === 'light' || value === 'dark' ? value : undefined));
const systemDark = matchMedia('(prefers-color-scheme: dark)');

/** The chosen appearance, or else the system's, and how to choose another. */
export function useAppearance(): [Appearance, (next: Appearance) => void] {
  return [useSyncExternalStore(subscribe, current), chosen.write];
}

const current = (): Appearance => chosen.read() ?? (systemDark.matches ? 'dark' : 'light');

function subscribe(changed: () => void): () => void {
  const forget = chosen.subscribe(changed);
  systemDark.addEventListener('change', changed);
  return () => {
    forget();
    systemDark.removeEventListener('change', changed);
  };
}
