/** What is known at a point of a term: the contract, the ranges of indices, the guards passed on the way. */
import * as T from '../term';
import type { Term } from '../term';
import type { Prover } from './prover';

export class Facts {
  constructor(
    readonly prover: Prover,
    readonly hypotheses: readonly Term[]
  ) {}

  with(...more: readonly Term[]): Facts {
    const added = more.flatMap(T.conjuncts).filter(h => h !== T.TRUE && !this.hypotheses.includes(h));
    return added.length === 0 ? this : new Facts(this.prover, [...this.hypotheses, ...added]);
  }

  holds(goal: Term): boolean {
    return this.prover.entails(this.hypotheses, goal);
  }

  /** Whether the hypotheses contradict each other, syntactically: one is the negation of another, or false. */
  get absurd(): boolean {
    return this.hypotheses.some(h => h === T.FALSE || this.hypotheses.includes(T.not(h)));
  }
}

/** 0 ≤ index < extent. */
export const inRange = (index: Term, extent: Term): Term => T.and(T.le(T.ZERO, index), T.lt(index, extent));
