/** Formats dollars, with cents below ten. */
export const dollars = (usd: number): string => {
  const digits = Math.abs(usd) < 10 ? 2 : 0;
  return `${usd < 0 ? '-' : ''}$${Math.abs(usd).toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
};

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Formats quantities with as many digits as are meaningful. */
export const amount = (quantity: number): string =>
  quantity.toLocaleString('en-US', { maximumFractionDigits: quantity < 10 ? 2 : quantity < 100 ? 1 : 0 });

/** A unit after any number but one: 730 hours, 2 GB. */
export const plural = (unit: string): string => (unit === 'GB' ? unit : `${unit}s`);

/** A Markdown table; columns of numbers are right-aligned. */
export function markdownTable(head: string[], rows: string[][]): string {
  const align = head.map((_, column) => (rows.every((cells) => isFigure(cells[column] ?? '')) ? '--:' : '---'));
  return [head, align, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const isFigure = (cell: string) => /^[-+$*\d.,% ]*$/.test(cell);
