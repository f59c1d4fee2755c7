import { useSyncExternalStore } from 'react';
import { api } from './api.ts';
import { isSignedIn, onSignedInOrOut } from './session.ts';
import { stored } from './stored.ts';

/** A sign-out that the server has not confirmed. Outlives the page, which may be closed before the answer arrives. */
const owedSignOut = stored('sign-out-owed', (value) => (value === 'asked' || value === 'failed' ? value : undefined));

const lastUser = stored('user', (value) => (typeof value === 'string' ? value : undefined), sessionStorage);

/** Ends the session and clears this tab's unfinished forms, which may contain an address or a card. */
export function signOut(): Promise<void> {
  forgetForms();
  return endSession();
}

/** Ends the session. If the server cannot be reached, the cookie stays, and the sign-out is retried later. */
export async function endSession(): Promise<void> {
  // A failed sign-out stays failed until the server has answered.
  if (!owedSignOut.read()) owedSignOut.write('asked');
  const isTold = await api.signOut().then(
    () => true,
    () => false,
  );
  owedSignOut.write(isTold ? undefined : 'failed');
}

/** Whether a sign-out has not reached the server, so that this browser's cookie may still be valid. */
export const useOwesSignOut = (): boolean => useSyncExternalStore(owedSignOut.subscribe, () => owedSignOut.read() === 'failed');

/** Retries a sign-out that the server has not confirmed, unless someone has signed in since: the cookie is then theirs. */
function payOwedSignOut(): void {
  if (!owedSignOut.read()) return;
  if (isSignedIn()) owedSignOut.write(undefined);
  else void endSession();
}
payOwedSignOut();
addEventListener('online', payOwedSignOut);

onSignedInOrOut((isSignedIn) => isSignedIn && owedSignOut.write(undefined));

/**
 * Clears the forms of the previous user once someone else signs in here. The same user finds them again.
 * @returns whether it is someone else
 */
export function forgetOthers(userId: string): boolean {
  const before = lastUser.read();
  const isAnother = before !== undefined && before !== userId;
  if (isAnother) forgetForms();
  if (before !== userId) lastUser.write(userId);
  return isAnother;
}

function forgetForms(): void {
  sessionStorage.clear();
  // Browsers send storage events only to other tabs, so the forms on this page need one from us.
  dispatchEvent(new StorageEvent('storage', { storageArea: sessionStorage }));
}
