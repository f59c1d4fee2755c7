type Locks = { request<T>(name: string, run: () => Promise<T>): Promise<T> };

/** The Web Locks of this origin; browsers provide them only in secure contexts. */
const locksHere = () => (globalThis as { navigator?: { locks?: Locks } }).navigator?.locks;

/** Whether `oneAtATime` makes other tabs wait. */
export const hasLocks = (): boolean => locksHere() !== undefined;

/** Runs one at a time across all tabs and workers of an origin, if the browser has locks; otherwise immediately. */
export function oneAtATime<T>(name: string, run: () => Promise<T>): Promise<T> {
  return locksHere()?.request(name, run) ?? run();
}
