/** The instant of `2026-11-21T12:00` in the reader's time zone. */
const instantOf = (local: string): string => (local === '' ? '' : new Date(local).toISOString());

/** An instant as a field for a date and a time takes it, to the minute and in the reader's time zone. */
export function localOf(instant: string): string {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) return '';
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/**
 * The instant that a field means.
 * @param before the one that it was filled in with: it may be more exact than the field can show, and stays if the field was not changed
 */
export const changedInstant = (local: string, before: string): string =>
  local !== '' && local === localOf(before) ? before : instantOf(local);
