/** The lowest UUIDv7 (RFC 9562, section 5.7) that can be made at that time: ids sort by their time. */
export function firstUuidAt(moment: Date): string {
  const digits = Math.max(0, moment.getTime()).toString(16).padStart(12, '0').padEnd(32, '0');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Whether we can have created this id by now: ours are UUIDv7 and contain their creation time. */
export const canBeOurs = (id: string, now: Date): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id) &&
  id < firstUuidAt(new Date(now.getTime() + clocksApartMilliseconds));

// How far another machine's clock may be ahead.
const clocksApartMilliseconds = 60_000;
