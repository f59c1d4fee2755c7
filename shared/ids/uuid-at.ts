/** The first id that a UUIDv7 (RFC 9562, section 5.7) made at that moment can be: ids sort by their time. */
export function firstUuidAt(moment: Date): string {
  const digits = Math.max(0, moment.getTime()).toString(16).padStart(12, '0').padEnd(32, '0');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
