/** Results as plain text for a terminal, in the order of the page in the notebook. */
import type { Counterexample, LiftResult, Obligation, ObligationStatus, Verdict } from '../engine/result';
import type { Span } from '../engine/span';

const verdictMarks: Readonly<Record<Verdict, string>> = { verified: '✓', refuted: '✗', unproved: '?', unsupported: '–', error: '!' };
const statusMarks: Readonly<Record<ObligationStatus, string>> = { proved: '✓', refuted: '✗', open: '?' };

/** `file:line:column`, columns from 1 as editors count. */
export const location = (file: string, span: Span | null): string => (span ? `${file}:${span[0]}:${span[1] + 1}` : file);

const indent = (text: string, by = 2): string =>
  text
    .split('\n')
    .map(line => (line === '' ? line : ' '.repeat(by) + line))
    .join('\n');

/** A heading over lines; nothing when there are none. */
const section = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', title, ...lines.map(l => indent(l))]);

/** Columns as wide as their widest cell; the last one ragged. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>((w, row) => row.map((cell, k) => Math.max(w[k] ?? 0, [...cell].length)), []);
  return rows.map(row => row.map((cell, k) => (k === row.length - 1 ? cell : cell + ' '.repeat(widths[k] - [...cell].length))).join('  ').trimEnd());
}

const variantText = (result: LiftResult): string => {
  const entries = Object.entries(result.variant);
  return entries.length === 0 ? '' : ` [${entries.map(([name, value]) => `${name}=${pythonText(value)}`).join(', ')}]`;
};

function pythonText(value: string | number | boolean | null): string {
  if (value === null) {
    return 'None';
  }
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value);
}

function formulaLines(result: LiftResult): string[] {
  return result.outputs.flatMap(output => {
    const domain = output.domain === '' ? '' : `for ${output.domain}`;
    return [`${output.target} = ${output.text}`, ...(domain === '' ? [] : [`    ${domain}${output.unusual ? '  (unusual domain)' : ''}`]), ...(output.operator ? [`    this is ${output.operator}`] : [])];
  });
}

const contractLines = (result: LiftResult): string[] =>
  table(result.preconditions.map(p => [p.unusual ? '!' : ' ', p.text, p.because === '' ? '' : `(${p.because})`]));

const obligationRow = (file: string, o: Obligation): string[] => [
  statusMarks[o.status],
  o.kind,
  o.span ? location(file, o.span) : '',
  o.status === 'proved' ? `${o.statement}${o.by === '' ? '' : ` (${o.by})`}` : `${o.statement}: ${o.status}${o.why === '' ? '' : `, ${o.why}`}`
];

const list = (values: readonly number[]): string => `[${values.map(v => String(v)).join(', ')}]`;

const values = (record: Readonly<Record<string, readonly number[]>>, label: string): string[] => Object.entries(record).map(([name, v]) => `${label}${name} = ${list(v)}`);

const counterexampleLines = (c: Counterexample): string[] => [
  c.why,
  ...Object.entries(c.sizes).map(([name, value]) => `${name} = ${value}`),
  ...values(c.tensors, ''),
  ...values(c.expected, 'expected '),
  ...values(c.actual, 'actual   '),
  ...(c.index.length === 0 ? [] : [`first difference at ${list(c.index)}`])
];

function referenceLines(reference: NonNullable<LiftResult['reference']>): string[] {
  const words = { 'proved-equal': 'proved equal', differs: 'differs', agrees: `agrees on ${reference.trials} trials` }[reference.outcome];
  const where = reference.where.length === 0 ? '' : ` at ${list(reference.where)}`;
  return [`${words}; greatest difference ${reference.maxAbs} absolute, ${reference.maxRel} relative${where}`, ...(reference.why === '' ? [] : [reference.why])];
}

/** The report of one result. */
export function report(result: LiftResult, file: string): string {
  const hazards = result.hazards.length === 0 ? '' : `, ${result.hazards.length} ${result.hazards.length === 1 ? 'hazard' : 'hazards'}`;
  return [
    `${verdictMarks[result.verdict]} ${result.kernel}${variantText(result)}: ${result.verdict}${hazards}`,
    indent(result.summary),
    ...section('Formula', formulaLines(result)),
    ...section('Contract', contractLines(result)),
    ...section('Reference', result.reference ? referenceLines(result.reference) : []),
    ...section('Counterexample', result.counterexample ? counterexampleLines(result.counterexample) : []),
    ...section('Not supported', result.unsupported ? [`${location(file, result.unsupported.span)}: ${result.unsupported.message}`] : []),
    ...section('Hazards', result.hazards.map(h => `${h.kind}: ${h.text}${h.span ? ` (${location(file, h.span)})` : ''}`)),
    ...section('Obligations', table(result.obligations.map(o => obligationRow(file, o)))),
    ...section('In place', result.inPlace.map(p => `${p.input} and ${p.output} may be one tensor: ${p.safe === null ? 'not known' : p.safe ? 'yes' : 'no'}`)),
    ...section('Assumptions', result.assumptions.map(a => `- ${a}`)),
    ''
  ].join('\n');
}
