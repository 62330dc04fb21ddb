/** The check of a guessed closed form: it holds at first, and one iteration takes it to its next value, by algebra. */
import * as T from '../term';
import type { Term } from '../term';
import { equalInAllCases } from './algebra';
import { at, type Question } from './laws';

const NEUTRAL: Readonly<Partial<Record<T.FoldName, (rest: Term, last: Term) => Term>>> = {
  sum: (rest, last) => T.add(rest, last),
  prod: (rest, last) => T.mul(rest, last),
  max: (rest, last) => T.apply('max2', [rest, last]),
  min: (rest, last) => T.apply('min2', [rest, last])
};

/** Folds over j < k + 1 as one more step after the fold over j < k, those inside others first. */
function unfolded(t: Term, counter: T.VariableTerm): Term {
  const next = T.add(counter, T.ONE);
  const done = new Map<Term, Term>();
  const visit = (u: Term): Term => {
    const before = done.get(u);
    if (before) {
      return before;
    }
    let result = T.rebuild(u, visit);
    if (result.kind === 'reduce' && result.binders.length === 1 && result.binders[0].extent === next && NEUTRAL[result.op] && result.guard === T.TRUE) {
      const opened = T.open(result);
      const [{ variable }] = opened.binders;
      const rest = T.reduce(result.op, [{ variable, extent: counter }], T.TRUE, opened.body);
      result = NEUTRAL[result.op]!(rest, visit(at(opened.body, variable, counter)));
    }
    done.set(u, result);
    return result;
  };
  return visit(t);
}

/** Folds over nothing, for a counter of 0. */
function emptied(t: Term): Term {
  const visit = (u: Term): Term => {
    const result = T.rebuild(u, visit);
    return result.kind === 'reduce' && result.binders.some(b => b.extent === T.ZERO) && (result.op === 'sum' || result.op === 'prod') ? T.real(result.op === 'sum' ? 0 : 1) : result;
  };
  return visit(t);
}

/**
 * Whether `later`, the closed form from the first iteration on, is inductive: the first iteration leads from the initial value to
 * later(1), and any further one from later(k) to later(k + 1).
 */
export function isInductive({ carried: { state, initial }, update, loop: { counter } }: Question, later: Term): boolean {
  const step = (value: Term): Term => T.substitute(update, new Map<Term, Term>([[state, value]]));
  const first = equalInAllCases(emptied(at(step(initial), counter, T.ZERO)), emptied(at(unfolded(at(later, counter, T.add(counter, T.ONE)), counter), counter, T.ZERO)));
  return first && equalInAllCases(pastFirst(unfolded(step(later), counter), counter), pastFirst(unfolded(at(later, counter, T.add(counter, T.ONE)), counter), counter));
}

/** After the first iteration `k = 0` does not hold, nor does `k + 1 = 0`. */
const pastFirst = (t: Term, counter: T.VariableTerm): Term =>
  T.substitute(t, new Map<Term, Term>([[T.eq(counter, T.ZERO), T.FALSE], [T.eq(T.add(counter, T.ONE), T.ZERO), T.FALSE]]));

/** Whether the closed form is the initial value before the first iteration, too. */
export const holdsAtFirst = ({ carried: { initial }, loop: { counter } }: Question, later: Term): boolean =>
  !T.some(later, u => T.isApply(u, 'div') && T.occurs(counter, u.args[1])) && equalInAllCases(emptied(at(later, counter, T.ZERO)), initial);
