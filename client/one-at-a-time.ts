type Locks = { request<T>(name: string, run: () => Promise<T>): Promise<T> };

/** The Web Locks of this origin; browsers have them in secure contexts alone. */
const locksHere = () => (globalThis as { navigator?: { locks?: Locks } }).navigator?.locks;

/** Whether `oneAtATime` keeps other tabs waiting. */
export const hasLocks = (): boolean => locksHere() !== undefined;

/** Runs one at a time among all tabs and workers of an origin, where that can be arranged; elsewhere at once. */
export function oneAtATime<T>(name: string, run: () => Promise<T>): Promise<T> {
  return locksHere()?.request(name, run) ?? run();
}
