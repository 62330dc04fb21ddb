/** Folds of patterns as states that take one element after the other; see the algebras of the fold laws. */
import type { Coded } from '../../__tests__/extended-reals';
import { algebras } from '../../__tests__/fold-algebra';
import { coded, type FoldNode, type PatternEncoder, type Scope } from './pattern-smt';
import type { FoldOp } from './signatures';

export const stateSort = (op: FoldOp): string => algebras[op].state;
export const neutral = (op: FoldOp): string => algebras[op].empty;

/** The value of a fold that has come to a state. */
export function valueOfState(op: FoldOp, state: string): Coded {
  switch (stateSort(op)) {
    case 'X':
      return coded('Real', state);
    case 'Truth':
      return coded('Bool', `(= ${state} yes)`, `(not (= ${state} unknown))`);
    default:
      return coded('Int', `(index ${state})`, `((_ is best) ${state})`);
  }
}

/** An element whose guard is undefined makes the fold what an undefined element makes it. */
const UNDEFINED: Readonly<Record<string, string>> = { X: 'und', Truth: 'unknown' };

/** The state after one more element: that of the fold's body where its slot has its value in the scope, if the guard holds there. */
export function takeElement(op: FoldOp, state: string, e: PatternEncoder, fold: FoldNode, scope: Scope): string {
  const [, guard, body, carry] = fold.children.map(c => e.pattern(c.body, scope));
  const algebra = algebras[op];
  const element = body.sort === 'Bool' ? `(ite ${body.defined} (ite ${body.value} yes no) unknown)` : body.value;
  const taken = algebra.take(state, element, carry ? carry.value : '0');
  const lost = algebra.state === 'Best' ? 'lost' : algebra.take(state, UNDEFINED[algebra.state], '0');
  return `(ite ${guard.defined} (ite ${guard.value} ${taken} ${state}) ${lost})`;
}
