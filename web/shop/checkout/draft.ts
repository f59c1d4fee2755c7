import { useSyncExternalStore } from 'react';
import { stored } from '../../app/stored.ts';
import type { TestCardName } from './test-cards.ts';

/** What has been filled in so far. It outlives the page, so nobody loses it by having to sign in again. */
export type Draft = {
  name: string;
  line1: string;
  line2: string;
  city: string;
  region: string;
  postalCode: string;
  country: string;
  card: TestCardName;
};

const empty: Draft = { name: '', line1: '', line2: '', city: '', region: '', postalCode: '', country: '', card: 'accepted' };

const kept = stored<Draft>('checkout', (value) => ({ ...empty, ...(value as Partial<Draft>) }), sessionStorage);

const read = (): Draft => kept.read() ?? empty;

export const useDraft = (): Draft => useSyncExternalStore(kept.subscribe, read);
export const changeDraft = (change: Partial<Draft>): void => kept.write({ ...read(), ...change });
