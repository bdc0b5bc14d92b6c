import { type Column, Table } from '../table';
import type { Chosen, Section as Data, Table as Numbers, Row } from './report';
import css from './report.module.css';
import { Written } from './written';

interface Props {
  section: Data;
  chosen: Chosen;
  onChange(): void;
}

/** One heading of the funder's form: what is told from data, the numbers, and what the organisers write. Nothing, no heading. */
export function ReportSection({ section, chosen, onChange }: Props) {
  const { key, title, lines, tables, text } = section;
  if (!lines.length && !tables.length && !text) return null;
  return (
    <section aria-labelledby={`report-${key}`}>
      <h2 id={`report-${key}`}>{title}</h2>
      {lines.map(line => (
        <p key={line}>{line}</p>
      ))}
      {tables.map(table => (
        <NumberTable key={table.key} table={table} />
      ))}
      {text && <Written text={text} chosen={chosen} onChange={onChange} />}
    </section>
  );
}

/** Numbers with a bar before each where they are worth comparing. The numbers say what the lengths say. */
function NumberTable({ table: { key, title, head, bars, rows } }: { table: Numbers }) {
  const most = key === 'pulse' ? 100 : Math.max(1, ...rows.map(row => row.values[0]?.n ?? 0)); // faces are shares
  const bar = ({ values: [first] }: Row) =>
    bars && (
      <span class={css.bar} style={{ inlineSize: `${(100 * (first?.n ?? 0)) / most}%` }} aria-hidden="true" />
    );
  const [label = '', ...others] = head;
  const columns: Column<Row>[] = [
    {
      name: label,
      cell: row => (
        <>
          <bdi>{row.label}</bdi>
          {bar(row)}
        </>
      ),
    },
    ...others.map((name, i) => ({ name, number: true, cell: (row: Row) => row.values[i]?.text })),
  ];
  return <Table caption={title} columns={columns} rows={rows} keyOf={({ key }) => key} />;
}
