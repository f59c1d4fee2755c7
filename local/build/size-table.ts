export type Size = { name: string; bundleBytes: number; packedBytes: number };

/** A table of bundles and what becomes of them when packed, in KB, one line each. */
export function sizeTable(kind: string, packed: string, sizes: readonly Size[]): string {
  const rows = sizes.map(({ name, bundleBytes, packedBytes }) => [name, kilobytes(bundleBytes), kilobytes(packedBytes)]);
  return [[kind, 'bundle', packed], ...rows].map(line).join('\n');
}

const kilobytes = (bytes: number) => `${Math.round(bytes / 1024)} KB`;

const line = ([name = '', ...numbers]: string[]) =>
  `  ${name.padEnd(14)}${numbers.map((number) => number.padStart(10)).join('')}`;
