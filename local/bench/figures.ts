import { textTable } from '../text-table.ts';
import { median } from './percentile.ts';

/** One measured number. Figures with the same name measure the same thing, at another time or in another checkout. */
export type Figure = { name: string; value: number | undefined; unit: string };

export const figure = (name: string, value: number | undefined, unit = ''): Figure => ({ name, value, unit });

/** All figures of one checkout, one list per turn. */
export type Side = { label: string; turns: Figure[][] };

/** One figure over all turns, for each checkout. */
export type Summary = { name: string; unit: string; values: number[][] };

/** The values of each name by side, in the order in which the last side (this checkout) first measured them. */
export function summarize(sides: readonly Side[]): Summary[] {
  const all = sides.toReversed().flatMap(({ turns }) => turns.flat());
  const units = new Map(all.map(({ name, unit }) => [name, unit]));
  const valuesOf =
    (name: string) =>
    ({ turns }: Side) =>
      turns.flatMap((figures) => figures.flatMap((each) => (each.name === name && each.value !== undefined ? [each.value] : [])));
  return [...units].map(([name, unit]) => ({ name, unit, values: sides.map(valuesOf(name)) }));
}

/** A table of medians and, with two sides, the ratio of the second to the first. A figure that a checkout lacks is shown as `-`. */
export function figuresTable(sides: readonly Side[]): string {
  const header = ['', ...sides.map(({ label }) => label), ...(sides.length > 1 ? ['ratio'] : [])];
  const rows = summarize(sides).map(({ name, unit, values }) => [
    name,
    ...values.map((each) => written(median(each), unit)),
    ...(sides.length > 1 ? [written(ratioOf(values))] : []),
  ]);
  return textTable([header, ...rows]);
}

/** The second side's median divided by the first's; undefined when there is nothing to compare. */
export function ratioOf([first = [], second = []]: readonly number[][]): number | undefined {
  const [before, after] = [median(first), median(second)];
  return before && after !== undefined ? after / before : undefined;
}

/** Three significant digits; integers keep all of theirs. */
export function written(value: number | undefined, unit = ''): string {
  if (value === undefined) return '-';
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)}${unit && ` ${unit}`}`;
}
