/** The first id that a UUIDv7 (RFC 9562, section 5.7) made at that moment can be: ids sort by their time. */
export function firstUuidAt(moment: Date): string {
  const digits = Math.max(0, moment.getTime()).toString(16).padStart(12, '0').padEnd(32, '0');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Whether we can have made an id by then: ours are of version 7, and tell when they were made. */
export const canBeOurs = (id: string, now: Date): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id) &&
  id < firstUuidAt(new Date(now.getTime() + clocksApartMilliseconds));

// How far ahead the clock of its maker may be.
const clocksApartMilliseconds = 60_000;
