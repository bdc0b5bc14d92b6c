import type { ComponentChildren } from 'preact';
import css from './team.module.css';

export interface Column<Row> {
  name: string;
  cell(row: Row): ComponentChildren;
  /** Stands at the end of its column, digit under digit. */
  number?: boolean;
}

interface Props<Row> {
  caption: string;
  /** For screen readers only: a heading says the same. */
  unseen?: boolean;
  /** The first names the row. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf(row: Row): string;
  /** Said instead of an empty table. */
  empty?: string;
}

/** The browsers forget that something is a table when its rows are drawn as cards; so it is said. */
const is = (role: string) => ({ role }) as object;

/** A table whose rows become cards on a phone. */
export function Table<Row>({ caption, unseen, columns, rows, keyOf, empty }: Props<Row>) {
  if (!rows.length && empty) return <p class="soft">{empty}</p>;
  const [first, ...others] = columns;
  return (
    <table class={css.table} {...is('table')}>
      <caption class={unseen ? 'unseen' : undefined}>{caption}</caption>
      <thead {...is('rowgroup')}>
        <tr {...is('row')}>
          {columns.map(({ name, number }) => (
            <th key={name} scope="col" class={number ? css.number : undefined} {...is('columnheader')}>
              {name === caption ? <span class="unseen">{name}</span> : name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...is('rowgroup')}>
        {rows.map(row => (
          <tr key={keyOf(row)} {...is('row')}>
            <th scope="row" {...is('rowheader')}>
              {first?.cell(row)}
            </th>
            {others.map(({ name, number, cell }) => (
              <td key={name} data-name={name} class={number ? css.number : undefined} {...is('cell')}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
