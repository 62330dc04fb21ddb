/** Obligations as they are shown: numbered by kind and place, each with what decided it. */
import type { Obligation, ObligationKind } from '../result';
import type { Span } from '../span';
import * as T from '../term';
import type { Term } from '../term';
import type { Normalise } from './closed';
import type { Facts } from './facts';
import type { Proof, Prover } from './prover';

const SCOPE = 'all sizes';
/** Work for a first try, in the solver's units. */
export const QUICK = 60_000;

/** Collects obligations, numbered by kind and place. */
export class Ledger {
  readonly list: Obligation[] = [];
  private readonly counts = new Map<string, number>();

  add(kind: ObligationKind, statement: string, span: Span | null, proof: Proof, by = 'Z3'): void {
    const n = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, n);
    this.list.push({
      id: `${kind}.${n}`,
      kind,
      statement,
      status: proof.proved ? 'proved' : 'open',
      why: proof.why,
      scope: SCOPE,
      span,
      ms: Math.round(proof.ms * 100) / 100,
      smtlib: proof.smtlib,
      by: proof.proved ? by : ''
    });
  }
}

export const open = (why: string): Proof => ({ proved: false, why, smtlib: '', ms: 0 });
export const byRule: Proof = { proved: true, why: '', smtlib: '', ms: 0 };

/** Asks the solver first; what it does not decide quickly may still follow by the rules (division with remainder, tile by tile). */
export function byProverOrRules(kind: ObligationKind, statement: string, span: Span | null, facts: Facts, goal: Term, prover: Prover, ledger: Ledger, normalise: Normalise): void {
  const quick = prover.prove(facts.hypotheses, goal, QUICK);
  if (quick.proved) {
    ledger.add(kind, statement, span, quick);
  } else if (normalise(goal, facts) === T.TRUE) {
    ledger.add(kind, statement, span, { ...byRule, ms: quick.ms }, 'division with remainder');
  } else {
    ledger.add(kind, statement, span, prover.prove(facts.hypotheses, goal));
  }
}
