/** `docs/results.md`: totals, then every row, failures too. The text depends on nothing but the results; times stand in columns of their own. */
import { TABLES, type GroupedRow, type Table } from './groups';
import { agrees, count, isDone, OUTCOMES, outcomeOf, reason, type Row } from './rows';
import { percent, quantile, shorten, table } from './text';

const LONGEST_REASON = 180;

const INTRODUCTION = `# Results

Written by \`npm run bench\`. *Agreement* is the number of launches on which the real kernel, run by Triton’s interpreter,
gives what the lifted formula gives: sizes of 1, block ± 1 and odd ones, padded and transposed strides, grids that are too
large where the contract allows them, poisoned gaps. Launches that the lift’s contract turns away are counted after the minus.
A row with several variants of its switches has the verdict of its worst one. *done* is verified in every variant and in
agreement in every variant. *cold* is the first lift of the row in a process that has lifted others before, *warm* a second
one (the first again where it took more than 5 s), in ms, all variants together. No lift may take more than a minute.
`;

/** The whole page; `further` are sections that were measured apart. */
export function report(grouped: readonly GroupedRow[], further: readonly string[]): string {
  const listed = TABLES.filter(t => t.listed && grouped.some(t.of));
  return [INTRODUCTION, ...totals(grouped), ...further, ...listed.flatMap(t => section(t, grouped)), ...stages(grouped.map(g => g.row))].join('\n');
}

const rowsOf = ({ of }: Table, grouped: readonly GroupedRow[]): Row[] => grouped.filter(of).map(g => g.row);

function totals(grouped: readonly GroupedRow[]): string[] {
  const head = ['', 'kernels', 'done', '', ...OUTCOMES, 'agree', 'disagree', 'no formula', 'median cold', 'median warm', '90 % warm'];
  const tables = TABLES.filter(t => grouped.some(t.of));
  return [...table(head, tables.map(t => totalsOf(t.title, rowsOf(t, grouped)))), ''];
}

function totalsOf(title: string, rows: readonly Row[]): string[] {
  const of = (test: (row: Row) => boolean) => String(rows.filter(test).length);
  const done = rows.filter(isDone).length;
  return [
    title,
    String(rows.length),
    String(done),
    percent(done, rows.length),
    ...OUTCOMES.map(outcome => of(row => outcomeOf(row) === outcome)),
    of(row => agrees(row) === true),
    of(row => agrees(row) === false),
    of(row => agrees(row) === null),
    quantile(rows.map(row => row.cold), 0.5),
    quantile(rows.map(row => row.warm), 0.5),
    quantile(rows.map(row => row.warm), 0.9)
  ];
}

function section(described: Table, grouped: readonly GroupedRow[]): string[] {
  const head = ['kernel', 'verdict', 'variants', 'agreement', 'hazards', 'queries', 'terms', 'cold', 'warm', 'why not'];
  return [`## ${described.title}`, '', described.note, '', ...table(head, rowsOf(described, grouped).map(rowCells)), ''];
}

function rowCells(row: Row): string[] {
  return [
    `\`${row.id}\`${row.note ? ` (${row.note})` : ''}`,
    outcomeOf(row),
    variantsText(row),
    agreementText(row),
    String(count(row, 'hazards') || ''),
    String(count(row, 'queries')),
    String(count(row, 'terms')),
    row.cold.toFixed(0),
    row.warm.toFixed(0),
    shorten(reason(row), LONGEST_REASON)
  ];
}

function agreementText(row: Row): string {
  const agreements = row.lifts.flatMap(lift => (lift.agreement ? [lift.agreement] : []));
  const compared = agreements.reduce((sum, a) => sum + a.compared, 0);
  const rejected = agreements.reduce((sum, a) => sum + a.rejected, 0);
  return agreements.length === 0 ? '' : `${agrees(row) ? '' : 'no: '}${compared}${rejected > 0 ? ` − ${rejected}` : ''}`;
}

/** How many variants, and how they fared where they differ. */
function variantsText({ lifts }: Row): string {
  const counts = OUTCOMES.map(outcome => [outcome, lifts.filter(lift => lift.outcome === outcome).length] as const).filter(([, n]) => n > 0);
  return counts.length <= 1 ? String(lifts.length) : `${lifts.length}: ${counts.map(([outcome, n]) => `${n} ${outcome}`).join(', ')}`;
}

function stages(rows: readonly Row[]): string[] {
  const sums = new Map<string, number>();
  for (const { timings } of rows.flatMap(row => row.lifts)) {
    Object.entries(timings).forEach(([stage, ms]) => sums.set(stage, (sums.get(stage) ?? 0) + ms));
  }
  return ['## Time by stage', '', ...table(['stage', 'seconds, all lifts'], [...sums].map(([stage, ms]) => [stage, (ms / 1000).toFixed(1)])), ''];
}
