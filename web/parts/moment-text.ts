const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** How long ago, or how soon: `3 minutes ago`, `in 2 hours`, or `now` within five seconds. */
export function relativeText(moment: number, now: number, locale?: string): string {
  const seconds = Math.round((moment - now) / 1000);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (Math.abs(seconds) < 5) return format.format(0, 'second');
  const [unit, length] = unitOf(Math.abs(seconds));
  return format.format(Math.trunc(seconds / length), unit);
}

/** When to come back, rounded up so that no one returns too early: `in 2 minutes`. */
export function waitText(seconds: number, locale?: string): string {
  const [unit, length] = unitOf(seconds);
  return new Intl.RelativeTimeFormat(locale).format(Math.max(1, Math.ceil(seconds / length)), unit);
}

/** How long, in whole units: `3 minutes`. */
export function durationText(seconds: number, locale?: string): string {
  const [unit, length] = unitOf(seconds);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.floor(seconds / length));
}

const unitOf = (seconds: number) => units.find(([, length]) => seconds >= length) ?? (['second', 1] as const);

/** The moment in the reader's time zone, with its date unless it is today. */
export function absoluteText(moment: number, now: number, locale?: string): string {
  const isToday = new Date(moment).toDateString() === new Date(now).toDateString();
  const options = isToday ? ({ timeStyle: 'medium' } as const) : ({ dateStyle: 'medium', timeStyle: 'short' } as const);
  return new Intl.DateTimeFormat(locale, options).format(moment);
}
