let aheadMilliseconds = 0;

/** @param date the `Date` of an answer that was made just now; it counts whole seconds */
export function noteServerTime(date: string | null): void {
  const server = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(server)) return;
  const ahead = server + 500 - Date.now();
  // Within the second that the header cannot tell apart our own clock is as good.
  aheadMilliseconds = Math.abs(ahead) < 1500 ? 0 : ahead;
}

/** Milliseconds since 1970 by the server's clock: a computer at home may be minutes off. */
export const serverNow = (): number => Date.now() + aheadMilliseconds;
