let aheadMilliseconds = 0;

/** @param date the `Date` header of a fresh answer, in whole seconds */
export function noteServerTime(date: string | null): void {
  const server = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(server)) return;
  const ahead = server + 500 - Date.now();
  // The header counts whole seconds. Within that error, the browser's clock is as good.
  aheadMilliseconds = Math.abs(ahead) < 1500 ? 0 : ahead;
}

/** Milliseconds since 1970 by the server's clock, because a visitor's may be minutes off. */
export const serverNow = (): number => Date.now() + aheadMilliseconds;
