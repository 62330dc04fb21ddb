/** `docs/results.md`: totals, then every row, failures too. The text depends on nothing but the results; times stand in columns of their own. */
import { agrees, count, reason, variantsText, VERDICTS, verdictOf, type Row } from './rows';

export type Group = { readonly title: string; readonly note: string; readonly rows: readonly Row[] };

const LONGEST_REASON = 180;

/** The whole page. */
export function report(groups: readonly Group[]): string {
  return [
    '# Results',
    '',
    'Written by `npm run bench`. *Agreement* is the number of launches on which the real kernel, run by Triton’s interpreter,',
    'gives what the lifted formula gives: sizes of 1, block ± 1 and odd ones, padded and transposed strides, grids that are too',
    'large where the contract allows them, poisoned gaps. Launches that the lift’s contract turns away are counted after the minus.',
    'A row with several variants of its switches has the verdict of its worst one. *cold* is the first lift of the row in a process','that has lifted others before, *warm* a second one, in ms, all variants together.',
    '',
    ...totals(groups),
    ...groups.flatMap(section),
    ...stages(groups)
  ].join('\n');
}

function totals(groups: readonly Group[]): string[] {
  const head = ['', 'kernels', ...VERDICTS, 'agree', 'disagree', 'no formula', 'queries', 'terms', 'median cold', 'median warm', '90 % warm'];
  return [...table(head, groups.map(group => totalsOf(group.title, group.rows))), ''];
}

function totalsOf(title: string, rows: readonly Row[]): string[] {
  const of = (test: (row: Row) => boolean) => String(rows.filter(test).length);
  const quantile = (q: number, time: (row: Row) => number) => {
    const times = rows.map(time).sort((a, b) => a - b);
    return times.length === 0 ? '' : times[Math.min(times.length - 1, Math.floor(q * times.length))].toFixed(0);
  };
  const warm = (row: Row) => row.warm;
  return [
    title,
    String(rows.length),
    ...VERDICTS.map(v => of(row => verdictOf(row) === v)),
    of(row => agrees(row) === true),
    of(row => agrees(row) === false),
    of(row => agrees(row) === null),
    String(rows.reduce((sum, row) => sum + count(row, 'queries'), 0)),
    String(rows.reduce((sum, row) => sum + count(row, 'terms'), 0)),
    quantile(0.5, row => row.cold),
    quantile(0.5, warm),
    quantile(0.9, warm)
  ];
}

function section(group: Group): string[] {
  const head = ['kernel', 'verdict', 'variants', 'agreement', 'hazards', 'queries', 'terms', 'cold', 'warm', 'why not'];
  return [`## ${group.title}`, '', group.note, '', ...table(head, group.rows.map(rowCells)), ''];
}

function rowCells(row: Row): string[] {
  const compared = row.agreements.reduce((sum, a) => sum + a.compared, 0);
  const rejected = row.agreements.reduce((sum, a) => sum + a.rejected, 0);
  const verdict = verdictOf(row);
  const note = row.entry.recipe.note ? ` (${row.entry.recipe.note})` : '';
  return [
    `\`${row.entry.id}\`${note}`,
    verdict,
    variantsText(row),
    row.agreements.length === 0 ? '' : `${agrees(row) ? '' : 'no: '}${compared}${rejected > 0 ? ` − ${rejected}` : ''}`,
    String(row.results.reduce((sum, r) => sum + r.hazards.length, 0) || ''),
    String(count(row, 'queries')),
    String(count(row, 'terms')),
    row.cold.toFixed(0),
    row.warm.toFixed(0),
    shorten(reason(row))
  ];
}

function stages(groups: readonly Group[]): string[] {
  const sums = new Map<string, number>();
  for (const result of groups.flatMap(g => g.rows).flatMap(row => row.results)) {
    Object.entries(result.timings).forEach(([stage, ms]) => sums.set(stage, (sums.get(stage) ?? 0) + ms));
  }
  const rows = [...sums].map(([stage, ms]) => [stage, (ms / 1000).toFixed(1)]);
  return ['## Time by stage', '', ...table(['stage', 'seconds, all lifts'], rows), ''];
}

const shorten = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').replace(/\|/g, '\\|');
  return line.length > LONGEST_REASON ? `${line.slice(0, LONGEST_REASON - 1)}…` : line;
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${head.join(' | ')} |`,
  `| ${head.map(() => '---').join(' | ')} |`,
  ...rows.map(cells => `| ${cells.join(' | ')} |`)
];
