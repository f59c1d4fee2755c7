import { api } from './api.ts';
import { stored } from './stored.ts';

const lastUser = stored('user', (value) => (typeof value === 'string' ? value : undefined), sessionStorage);

/** Ends the session, and forgets this tab's unfinished forms: an address or a card may be in them. */
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
  // A storage event goes to other tabs only. This is how the forms on screen learn of it.
  dispatchEvent(new StorageEvent('storage', { storageArea: sessionStorage }));
}
