/** A twelfth of an average year. */
export const hoursPerMonth = 730;

const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const hoursPerWeek = 7 * 24;

/**
 * How many hours a month the tasks run between a start and the next stop.
 * Reads cron expressions with one minute, one hour and days of the week, such as `cron(0 7 ? * MON-FRI *)`.
 * @throws Error for any other expression
 */
export function runningHours(night: { stop: string; start: string } | null): number {
  if (!night) return hoursPerMonth;
  const changes = [
    ...times(night.start).map((at) => ({ at, runs: true })),
    ...times(night.stop).map((at) => ({ at, runs: false })),
  ];
  changes.sort((a, b) => a.at - b.at);
  const hours = changes.map(({ at, runs }, index) => {
    const next = changes[index + 1]?.at ?? (changes[0]?.at ?? 0) + hoursPerWeek;
    return runs ? next - at : 0;
  });
  return (hours.reduce((sum, each) => sum + each, 0) / hoursPerWeek) * hoursPerMonth;
}

/** The hours of a week, from Sunday midnight on, that an expression matches. */
function times(expression: string): number[] {
  const [, minute, hour, weekdays] = /^cron\((\d+) (\d+) [?*] \* (\S+) \*\)$/.exec(expression) ?? [];
  if (weekdays === undefined) throw new Error(`The estimate cannot tell what ${expression} means`);
  return daysIn(weekdays, expression).map((day) => day * 24 + Number(hour) + Number(minute) / 60);
}

function daysIn(weekdays: string, expression: string): number[] {
  if (weekdays === '*' || weekdays === '?') return days.map((_, day) => day);
  return weekdays.split(',').flatMap((part) => {
    const [first = -1, last = first] = part.split('-').map((day) => days.indexOf(day));
    if (first < 0 || last < 0) throw new Error(`The estimate does not know the days in ${expression}`);
    const length = ((last - first + 7) % 7) + 1;
    return Array.from({ length }, (_, index) => (first + index) % 7);
  });
}
