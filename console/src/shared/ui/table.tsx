import type { ReactNode } from 'react';
import { Link } from '../routing/link.tsx';
import type { Search } from '../routing/search.ts';
import classes from './table.module.css';

/** One column. On a narrow screen a row is a block: what is `main` stands in its first line, `hidden` nowhere. */
export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  align?: 'end';
  narrow?: 'main' | 'hidden';
  /** For columns of buttons and boxes: the header is heard, not seen. */
  silent?: boolean;
  /** What stands in the head besides: a box for the whole page. */
  headerCell?: ReactNode;
}

/**
 * A real table. `linkTo` makes a row one link (so that a middle click opens a tab): it is the text of the first column
 * that is not silent.
 */
export function Table<Row>({
  caption,
  columns,
  rows,
  keyOf,
  linkTo,
  fading = false,
}: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  linkTo?: (row: Row) => { to: string; search?: Search; keepScroll?: boolean };
  /** Shown paler: these rows are being replaced. */
  fading?: boolean;
}) {
  const linked = columns.find(({ silent }) => silent !== true)?.key;
  return (
    <div className={classes.frame} data-fading={fading || undefined} data-list>
      <table className={classes.table}>
        <caption className="only-heard">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, header, align, silent, headerCell }) => (
              <th key={key} scope="col" data-align={align}>
                <span className={silent === true ? 'only-heard' : undefined}>{header}</span>
                {headerCell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} data-linked={linkTo !== undefined || undefined} tabIndex={-1}>
              {columns.map(({ key, cell, align, narrow, header, silent }) => (
                <td
                  key={key}
                  data-align={align}
                  data-narrow={narrow}
                  data-header={silent ? undefined : header}
                >
                  {linkTo !== undefined && key === linked ? (
                    <Link {...linkTo(row)} className={classes.rowLink} data-row-link>
                      {cell(row)}
                    </Link>
                  ) : (
                    cell(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
