/** What became of a mutant when it was lifted, against what its original's lift says. */
import type { LiftResult } from '../../src/engine/result';

export type Fate =
  /** Refuted, unproved or unsupported. */
  | 'not verified'
  /** Verified, with a formula, a contract or assumptions of its own. */
  | 'another theorem'
  /** Verified, and a variant's result is the original's to the letter: it must compute the same. */
  | 'same theorem'
  /** The last net caught a wrong proof, or the engine threw. */
  | 'error';

/** The theorem that a result states, as its reader sees it. */
const theorem = (result: LiftResult): string =>
  JSON.stringify([result.variant, result.outputs.map(o => [o.target, o.text, o.domain]), result.preconditions.map(p => p.text).sort(), result.assumptions]);

const verified = (results: readonly LiftResult[]): readonly LiftResult[] => results.filter(r => r.verdict === 'verified');

/** The verified results of a mutant that say what the original's say. Variants that the mutation does not touch are among them. */
export function sameTheorems(original: readonly LiftResult[], mutant: readonly LiftResult[]): readonly LiftResult[] {
  const known = new Set(verified(original).map(theorem));
  return verified(mutant).filter(r => known.has(theorem(r)));
}

/** The worst fate among the variants. */
export function fateOf(original: readonly LiftResult[], mutant: readonly LiftResult[] | string): Fate {
  if (typeof mutant === 'string' || mutant.some(r => r.verdict === 'error')) {
    return 'error';
  }
  if (sameTheorems(original, mutant).length > 0) {
    return 'same theorem';
  }
  return verified(mutant).length > 0 ? 'another theorem' : 'not verified';
}
