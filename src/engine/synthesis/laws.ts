/** What a law of loops is: from one carried value and those already solved to a closed form, with what it rests on. */
import * as T from '../term';
import type { Term, VariableTerm } from '../term';
import type { CarriedValue } from '../symbolic/loops';

export type Loop = {
  readonly counter: VariableTerm;
  /** That an iteration takes place, in terms of the counter. */
  readonly runs: Term;
};

/** A value whose closed form is known: its state, its initial value, its update in terms of states, and the form in the counter. */
export type Solved = CarriedValue & { readonly value: Term };

export type Question = {
  /** The value as it is updated, in terms of states. */
  readonly carried: CarriedValue;
  /** The update with closed forms in the place of the states that have one. */
  readonly update: Term;
  readonly loop: Loop;
  readonly solved: readonly Solved[];
  /** Puts closed forms in the place of the states that have one. */
  readonly resolve: (t: Term) => Term;
};

export type Found = {
  /** The value at the start of iteration `counter`, as a term in it. */
  readonly value: Term;
  readonly law: string;
  readonly statement: string;
  /** Terms that must be finite at each iteration. */
  readonly finite?: readonly Term[];
  /** Terms that must be defined at each iteration. */
  readonly defined?: readonly Term[];
  /** How it was guessed, where it was. */
  readonly how?: string;
};

export type Law = (question: Question) => Found | null;

export const at = (t: Term, counter: VariableTerm, value: Term): Term => T.substitute(t, new Map<Term, Term>([[counter, value]]));

/** Reads of a state, at whatever lanes. */
export function readsOf(t: Term, state: T.ReadTerm): T.ReadTerm[] {
  return [...T.subterms(t)].filter((u): u is T.ReadTerm => u.kind === 'read' && u.buffer === state.buffer);
}

export const readsState = (t: Term, state: T.ReadTerm): boolean => T.some(t, u => u.kind === 'read' && u.buffer === state.buffer);

/** ⊕ over the iterations before the counter of a term in it. */
export function foldBefore(op: T.FoldName, { counter, runs }: Loop, body: Term, carry: Term | null = null): Term {
  const j = T.fresh('j', 'Int');
  return T.reduce(op, [{ variable: j, extent: counter }], at(runs, counter, j), at(body, counter, j), carry && at(carry, counter, j));
}

/** Nothing in it is infinite: no constant, and no extremum, which may be over nothing. */
export const isPlainlyFinite = (t: Term): boolean => !T.some(t, u => u.kind === 'special' || u.kind === 'recur' || (u.kind === 'reduce' && u.op !== 'sum' && u.op !== 'prod'));
