/** One row of the bench: a kernel's lifts, and how the real kernel agrees with them. */
import type { LiftResult, Verdict } from '../src/engine/result';
import type { Agreement, AgreementHarness } from '../corpus/tools/agreement';
import type { Entry } from '../corpus/tools/corpus';
import type { LiftProcess } from '../corpus/tools/lift-process';

export type Row = {
  readonly entry: Entry;
  readonly results: readonly LiftResult[];
  /** Why there is no result at all; empty otherwise. */
  readonly failure: string;
  /** For each result that has a formula. */
  readonly agreements: readonly Agreement[];
  readonly cold: number;
  readonly warm: number;
};

/** From best to worst. */
export const VERDICTS: readonly Verdict[] = ['verified', 'unproved', 'refuted', 'unsupported', 'error'];

/** Lifts an entry and holds each variant's formula against the real kernel. */
export async function measure(entry: Entry, lifts: LiftProcess, harness: AgreementHarness | null, twice: boolean): Promise<Row> {
  const { results, cold, warm } = await lifts.lift(entry, twice);
  if (typeof results === 'string') {
    return { entry, results: [], failure: results, agreements: [], cold, warm };
  }
  const agreements: Agreement[] = [];
  for (const result of harness ? results.filter(hasFormula) : []) {
    agreements.push(
      await harness!.check({
        id: entry.id,
        file: entry.path,
        recipe: entry.recipe,
        torch: result.torch,
        preconditions: result.preconditions.map(p => p.expr),
        variant: result.variant,
        launches: 20
      })
    );
  }
  return { entry, results, failure: '', agreements, cold, warm };
}

const hasFormula = (result: LiftResult): boolean => result.torch !== '' && result.outputs.length > 0;

/** The verdict of a row is that of its worst variant; `error` where there is no result. */
export function verdictOf(row: Row): Verdict {
  const worst = Math.max(-1, ...row.results.map(r => VERDICTS.indexOf(r.verdict)));
  return worst < 0 ? 'error' : VERDICTS[worst];
}

/** Whether the real kernel agrees with every formula of the row; null where there is none. */
export function agrees(row: Row): boolean | null {
  return row.agreements.length === 0 ? null : row.agreements.every(a => a.outcome === 'agrees');
}

/** Why the row is not verified, in one line: what the worst variant lacks. */
export function reason(row: Row): string {
  if (row.failure) {
    return row.failure;
  }
  const disagreement = row.agreements.find(a => a.outcome !== 'agrees');
  const verdict = verdictOf(row);
  const worst = row.results.find(r => r.verdict === verdict)!;
  const lacking = verdict === 'verified' ? '' : reasonOf(worst);
  return [disagreement ? `real kernel: ${disagreement.why}` : '', lacking].filter(Boolean).join('; ');
}

function reasonOf(result: LiftResult): string {
  if (result.unsupported) {
    const line = result.unsupported.span ? `line ${result.unsupported.span[0]}: ` : '';
    return `${line}${result.unsupported.message}`;
  }
  const open = result.obligations.filter(o => o.status !== 'proved');
  return open.length > 0 ? open.map(o => `${o.kind} ${o.status}${o.why ? `: ${o.why}` : ''}`).join('; ') : result.summary;
}

/** `verified`, or each verdict with the number of its variants. */
export function variantsText(row: Row): string {
  if (row.results.length <= 1) {
    return String(row.results.length);
  }
  const counts = VERDICTS.map(v => [v, row.results.filter(r => r.verdict === v).length] as const).filter(([, n]) => n > 0);
  return counts.length === 1 ? String(row.results.length) : `${row.results.length}: ${counts.map(([v, n]) => `${n} ${v}`).join(', ')}`;
}

/** A count that the engine reports, over all variants. */
export const count = (row: Row, name: string): number => row.results.reduce((sum, r) => sum + (r.counts[name] ?? 0), 0);
