export type Minute = { at: string; placed: number; confirmed: number; cancelled: number };

const minuteMilliseconds = 60_000;
const minutesShown = 60;

/** Each of the last 60 minutes, including those without orders, which the API omits. */
export function everyMinute(minutes: readonly Minute[], now: number): Minute[] {
  const known = new Map(minutes.map((minute) => [Date.parse(minute.at), minute]));
  const last = Math.floor(now / minuteMilliseconds) * minuteMilliseconds;
  return Array.from({ length: minutesShown }, (_, index) => {
    const at = last - (minutesShown - 1 - index) * minuteMilliseconds;
    return known.get(at) ?? { at: new Date(at).toISOString(), placed: 0, confirmed: 0, cancelled: 0 };
  });
}
