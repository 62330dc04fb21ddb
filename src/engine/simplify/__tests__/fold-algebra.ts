/**
 * Folds as state machines in SMT-LIB, for proofs by induction on the length of the range: the state over nothing, and the state
 * after one more element, which is skipped where its guard fails.
 */
import type { FoldName } from '../../term';
import { ExtendedEncoder } from './extended-reals';

export type Algebra = {
  readonly op: FoldName;
  /** SMT sort of the elements, and of the state. */
  readonly element: string;
  readonly state: string;
  readonly empty: string;
  /** The state after an element with this carry was taken. */
  readonly take: (state: string, element: string, carry: string) => string;
};

/** Kleene's three truth values, and the states of argmax and argmin: nothing yet, the best pair so far, undefined. */
export const TYPES = `
(declare-datatypes ((Truth 0)) (((yes) (no) (unknown))))
(define-fun either ((a Truth) (b Truth)) Truth (ite (or (= a yes) (= b yes)) yes (ite (and (= a no) (= b no)) no unknown)))
(define-fun both ((a Truth) (b Truth)) Truth (ite (or (= a no) (= b no)) no (ite (and (= a yes) (= b yes)) yes unknown)))
(declare-datatypes ((Best 0)) (((none) (best (value X) (index Int)) (lost))))
(define-fun first-larger ((s Best) (x X) (k Int)) Best
  (ite (or (= s lost) (= x und)) lost
  (ite (or (= s none) (below (value s) x) (and (= x (value s)) (< k (index s)))) (best x k) s)))
(define-fun first-smaller ((s Best) (x X) (k Int)) Best
  (ite (or (= s lost) (= x und)) lost
  (ite (or (= s none) (below x (value s)) (and (= x (value s)) (< k (index s)))) (best x k) s)))
`;

const simple = (op: FoldName, sort: string, empty: string, combine: string): Algebra => ({
  op,
  element: sort,
  state: sort,
  empty,
  take: (state, element) => `(${combine} ${state} ${element})`
});
const extremum = (op: FoldName, combine: string): Algebra => ({
  op,
  element: 'X',
  state: 'Best',
  empty: 'none',
  take: (state, element, carry) => `(${combine} ${state} ${element} ${carry})`
});

export const algebras: Readonly<Record<FoldName, Algebra>> = {
  sum: simple('sum', 'X', '(fin 0.0)', 'plus'),
  prod: simple('prod', 'X', '(fin 1.0)', 'times'),
  max: simple('max', 'X', 'ninf', 'larger'),
  min: simple('min', 'X', 'pinf', 'smaller'),
  any: simple('any', 'Truth', 'no', 'either'),
  all: simple('all', 'Truth', 'yes', 'both'),
  xorsum: simple('xorsum', '(_ BitVec 32)', '(_ bv0 32)', 'bvxor'),
  argmax: extremum('argmax', 'first-larger'),
  argmin: extremum('argmin', 'first-smaller')
};

/** The state after one more element, whose guard is a text of sort Bool. */
export const step = (a: Algebra, state: string, guard: string, element: string, carry = 'index_k'): string => `(ite ${guard} ${a.take(state, element, carry)} ${state})`;

/** A script that is unsatisfiable when the claim follows from what is given, for any values of the constants. */
export function claimScript(constants: Readonly<Record<string, string>>, given: readonly string[], claim: string): string {
  const declared = Object.entries(constants).map(([name, sort]) => `(declare-const ${name} ${sort})`);
  return [new ExtendedEncoder().prelude, TYPES, ...declared, ...given.map(g => `(assert ${g})`), `(assert (not ${claim}))`].join('\n');
}
