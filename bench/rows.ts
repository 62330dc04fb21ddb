/** One row of the bench: what came of each variant of a kernel, small enough to be kept from run to run. */
import type { Agreement } from '../corpus/tools/agreement';
import type { Entry, Tier, Variant } from '../corpus/tools/corpus';
import type { LiftResult, Verdict } from '../src/engine/result';

/** A lift that ran out of time has no verdict. */
export type Outcome = Verdict | 'no result';

/** From best to worst. */
export const OUTCOMES: readonly Outcome[] = ['verified', 'unproved', 'refuted', 'unsupported', 'no result', 'error'];

/** One variant of a kernel. */
export type Lifted = {
  readonly variant: Variant;
  readonly outcome: Outcome;
  /** What it lacks, in one line; empty when verified. */
  readonly why: string;
  readonly hazards: number;
  readonly queries: number;
  readonly terms: number;
  /** Whether a loop was closed. */
  readonly loops: boolean;
  /** Milliseconds by stage. */
  readonly timings: Readonly<Record<string, number>>;
  /** How the real kernel agrees with the formula; null where there is no formula or nobody asked. */
  readonly agreement: Agreement | null;
};

export type Row = {
  readonly id: string;
  readonly origin: string;
  readonly tier: Tier;
  readonly snapshot: boolean;
  readonly note: string;
  readonly lifts: readonly Lifted[];
  /** Milliseconds, all variants together. */
  readonly cold: number;
  readonly warm: number;
};

/** What a lift says, without its agreement. */
export const liftedOf = (result: LiftResult): Lifted => ({
  variant: result.variant,
  outcome: result.verdict,
  why: result.verdict === 'verified' ? '' : lackOf(result),
  hazards: result.hazards.length,
  queries: result.counts.queries ?? 0,
  terms: result.counts.terms ?? 0,
  loops: result.obligations.some(o => o.kind === 'loop'),
  timings: result.timings,
  agreement: null
});

/** A variant without a result: out of time, or an exception. */
export const failedLift = (variant: Variant, why: string): Lifted => ({
  variant,
  outcome: why.startsWith('no result') ? 'no result' : 'error',
  why,
  hazards: 0,
  queries: 0,
  terms: 0,
  loops: false,
  timings: {},
  agreement: null
});

export const rowOf = (entry: Entry, lifts: readonly Lifted[], cold: number, warm: number): Row => ({
  id: entry.id,
  origin: entry.origin,
  tier: entry.tier,
  snapshot: entry.snapshot,
  note: entry.recipe.note ?? '',
  lifts,
  cold,
  warm
});

function lackOf(result: LiftResult): string {
  if (result.unsupported) {
    const line = result.unsupported.span ? `line ${result.unsupported.span[0]}: ` : '';
    return `${line}${result.unsupported.message}`;
  }
  const open = result.obligations.filter(o => o.status !== 'proved').map(o => `${o.kind} ${o.status}${o.why ? `: ${o.why}` : ''}`);
  return open.length > 0 ? [...new Set(open)].join('; ') : result.summary;
}

/** The outcome of a row is that of its worst variant. */
export function outcomeOf(row: Row): Outcome {
  const worst = Math.max(-1, ...row.lifts.map(lift => OUTCOMES.indexOf(lift.outcome)));
  return worst < 0 ? 'error' : OUTCOMES[worst];
}

/** Whether the real kernel agrees with every formula of the row; null where there is none. */
export function agrees(row: Row): boolean | null {
  const agreements = row.lifts.flatMap(lift => (lift.agreement ? [lift.agreement] : []));
  return agreements.length === 0 ? null : agreements.every(a => a.outcome === 'agrees');
}

/** Verified in each variant, and each in agreement with the real kernel. */
export const isDone = (row: Row): boolean => outcomeOf(row) === 'verified' && row.lifts.every(lift => lift.agreement?.outcome === 'agrees');

/** Why the row is not done, in one line: what disagrees, and what the worst variant lacks. */
export function reason(row: Row): string {
  const disagreement = row.lifts.find(lift => lift.agreement && lift.agreement.outcome !== 'agrees')?.agreement;
  const outcome = outcomeOf(row);
  const worst = row.lifts.find(lift => lift.outcome === outcome);
  return [disagreement ? `real kernel: ${disagreement.why}` : '', worst?.why ?? ''].filter(Boolean).join('; ');
}

/** Whether a loop was closed in some variant. */
export const hasLoops = (row: Row): boolean => row.lifts.some(lift => lift.loops);

/** A count that the engine reports, over all variants. */
export const count = (row: Row, name: 'queries' | 'terms' | 'hazards'): number => row.lifts.reduce((sum, lift) => sum + lift[name], 0);
