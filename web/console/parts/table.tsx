import type { ReactNode } from 'react';

type Props = {
  label: string;
  columns: readonly ReactNode[];
  /** Whether these are the rows of the last search, and those of the current one are on their way. */
  isOutdated?: boolean;
  children: ReactNode;
};

/**
 * A table that scrolls where it does not fit. The library's own table inserts a `<style>`, which our policy blocks.
 */
export function Table({ label, columns, isOutdated = false, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable by keyboard
    <section className="table-scroll" aria-label={label} aria-busy={isOutdated} tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={String(index)} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
