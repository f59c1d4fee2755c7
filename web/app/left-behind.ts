import { api } from './api.ts';
import { stored } from './stored.ts';

const lastUser = stored('user', (value) => (typeof value === 'string' ? value : undefined), sessionStorage);

/** Ends the session and clears this tab's unfinished forms, which may contain an address or a card. */
export function signOut(): Promise<void> {
  forgetForms();
  return api.signOut();
}

/** Clears the forms of a user whose session has ended once a different user signs in. The same user finds them again. */
export function forgetOthers(userId: string): void {
  const before = lastUser.read();
  if (before === userId) return;
  if (before !== undefined) forgetForms();
  lastUser.write(userId);
}

function forgetForms(): void {
  sessionStorage.clear();
  // Browsers send storage events only to other tabs, so the forms on this page need one from us.
  dispatchEvent(new StorageEvent('storage', { storageArea: sessionStorage }));
}
