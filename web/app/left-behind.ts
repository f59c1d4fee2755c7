import { api } from './api.ts';
import { stored } from './stored.ts';

const lastUser = stored('user', (value) => (typeof value === 'string' ? value : undefined), sessionStorage);

/** Ends the session and clears this tab's unfinished forms, which may contain an address or a card. */
export function signOut(): Promise<void> {
  forgetForms();
  return api.signOut();
}

/**
 * Forgets the forms of somebody whose session has ended, once it is somebody else who signs in here. They find their own again.
 * @returns whether it is somebody else
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
