import type { ReactNode } from 'react';

type Props = { label: string; columns: readonly ReactNode[]; children: ReactNode };

/**
 * A table that scrolls by itself where it does not fit. The library's own table inserts a `<style>`, which our policy refuses.
 */
export function Table({ label, columns, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard, too
    <section className="table-scroll" aria-label={label} tabIndex={0}>
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
