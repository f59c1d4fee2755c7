/** A table for a terminal: the first columns hold text and are left-aligned, the others hold numbers and are right-aligned. */
export function textTable(rows: string[][], { texts = 1 } = {}): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const pad = (cell: string, column: number) =>
    column < texts ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((cells) => `  ${cells.map(pad).join('   ')}`.trimEnd()).join('\n');
}
