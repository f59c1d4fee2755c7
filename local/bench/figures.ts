import { textTable } from '../text-table.ts';
import { median } from './percentile.ts';

/** One measured number. Figures of the same name are the same thing, measured at another time or of another checkout. */
export type Figure = { name: string; value: number | undefined; unit: string };

export const figure = (name: string, value: number | undefined, unit = ''): Figure => ({ name, value, unit });

/** All figures of one checkout, a list for each turn. */
export type Side = { label: string; turns: Figure[][] };

/** What all turns of a checkout say of one thing. */
export type Summary = { name: string; unit: string; values: number[][] };

/** The values of each name, by side; in the order in which the last side, this checkout, gave them first. */
export function summarize(sides: readonly Side[]): Summary[] {
  const all = sides.toReversed().flatMap(({ turns }) => turns.flat());
  const units = new Map(all.map(({ name, unit }) => [name, unit]));
  const valuesOf =
    (name: string) =>
    ({ turns }: Side) =>
      turns.flatMap((figures) => figures.flatMap((each) => (each.name === name && each.value !== undefined ? [each.value] : [])));
  return [...units].map(([name, unit]) => ({ name, unit, values: sides.map(valuesOf(name)) }));
}

/** A table of the medians, and with two sides of the ratio of the second to the first. What a checkout doesn't have is `-`. */
export function figuresTable(sides: readonly Side[]): string {
  const header = ['', ...sides.map(({ label }) => label), ...(sides.length > 1 ? ['ratio'] : [])];
  const rows = summarize(sides).map(({ name, unit, values }) => [
    name,
    ...values.map((each) => written(median(each), unit)),
    ...(sides.length > 1 ? [written(ratioOf(values))] : []),
  ]);
  return textTable([header, ...rows]);
}

/** How many times the first side's median the second side's is; undefined where there is nothing to compare. */
export function ratioOf([first = [], second = []]: readonly number[][]): number | undefined {
  const [before, after] = [median(first), median(second)];
  return before && after !== undefined ? after / before : undefined;
}

/** Three digits, or as many as an integer has. */
export function written(value: number | undefined, unit = ''): string {
  if (value === undefined) return '-';
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)}${unit && ` ${unit}`}`;
}
