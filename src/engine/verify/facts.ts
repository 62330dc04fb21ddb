/** What is known at a point of a term: the contract, the ranges of indices, the guards passed on the way. */
import * as T from '../term';
import type { Term } from '../term';
import type { Prover } from './prover';

type Opened = ReturnType<typeof T.open>;
const openings = new WeakMap<T.ReduceTerm, readonly Opened[]>();

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

  /**
   * The parts of a fold over variables of which nothing is known here. They are the same ones each time, as long as nothing is known of
   * them: what was found out of the parts is found again.
   */
  open(t: T.ReduceTerm): Opened {
    const before = openings.get(t) ?? [];
    const free = before.find(o => !o.binders.some(b => this.hypotheses.some(h => T.occurs(b.variable, h))));
    if (free) {
      return free;
    }
    const opened = T.open(t);
    openings.set(t, [...before, opened]);
    return opened;
  }

  /** Whether the hypotheses contradict each other, syntactically: one is the negation of another, or false. */
  get absurd(): boolean {
    return this.hypotheses.some(h => h === T.FALSE || this.hypotheses.includes(T.not(h)));
  }
}

/** 0 ≤ index < extent. */
export const inRange = (index: Term, extent: Term): Term => T.and(T.le(T.ZERO, index), T.lt(index, extent));
