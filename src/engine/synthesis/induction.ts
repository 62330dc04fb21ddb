/** The check of a guessed closed form: it holds at first, and one iteration takes it to its next value, by algebra. */
import * as T from '../term';
import type { Term } from '../term';
import { decide, equalInAllCases } from './algebra';
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

const NOTHING: Readonly<Partial<Record<T.FoldName, Term>>> = { sum: T.real(0), prod: T.real(1), max: T.special('-inf'), min: T.special('inf') };

/** Folds over nothing, for a counter of 0, and extrema beside what is neutral to them. */
function emptied(t: Term): Term {
  return T.memoised<Term>((u, again) => {
    const result = T.rebuild(u, again);
    if (T.isApply(result, 'max2') || T.isApply(result, 'min2')) {
      const rest = result.args.filter(a => a !== NOTHING[result.op === 'max2' ? 'max' : 'min']);
      return rest.length === 0 ? result.args[0] : T.apply(result.op, rest);
    }
    const neutral = result.kind === 'reduce' && result.sort === 'Real' && result.binders.some(b => b.extent === T.ZERO) ? NOTHING[result.op] : undefined;
    return neutral ?? result;
  })(t);
}

/**
 * Whether `later`, the closed form from the first iteration on, is inductive: the first iteration leads from the initial value to
 * later(1), and any further one from later(k) to later(k + 1).
 */
export function isInductive({ carried: { state, initial }, update, loop: { counter } }: Question, later: Term): boolean {
  const step = (value: Term): Term => T.substitute(update, new Map<Term, Term>([[state, value]]));
  const first = equalInAllCases(emptied(at(step(initial), counter, T.ZERO)), emptied(at(unfolded(at(later, counter, T.add(counter, T.ONE)), counter), counter, T.ZERO)));
  const [reached, claimed] = [step(later), at(later, counter, T.add(counter, T.ONE))].map(t => pastFirst(unfolded(t, counter), counter));
  return first && equalInAllCases(reached, claimed, { inhabited: [counter] });
}

/** After the first iteration `k = 0` does not hold, nor does `k + 1 = 0`. */
const pastFirst = (t: Term, counter: T.VariableTerm): Term =>
  T.substitute(t, new Map<Term, Term>([[T.eq(counter, T.ZERO), T.FALSE], [T.eq(T.add(counter, T.ONE), T.ZERO), T.FALSE]]));

/** A number of iterations so far in which a mask held: Σ_{j < k} (c ? 1 : 0). */
export type MaskedCount = { readonly count: Term; readonly mask: Term };

export function maskedCountIn(t: Term, counter: T.VariableTerm): MaskedCount | null {
  for (const u of T.subterms(t)) {
    if (u.kind !== 'reduce' || u.op !== 'sum' || u.guard !== T.TRUE || u.binders.length !== 1 || u.binders[0].extent !== counter) {
      continue;
    }
    const { binders, body } = T.open(u);
    if (T.isApply(body, 'select') && T.isValue(body.args[1], 1) && T.isValue(body.args[2], 0)) {
      return { count: u, mask: at(body.args[0], binders[0].variable, counter) };
    }
  }
  return null;
}

/**
 * Whether `later` is inductive from the first iteration on in which the mask holds, and the initial value before it. Counts are whole:
 * where one is not 0, it is at least 1, and so is the next. Where it is 0, every sum of what the mask hides is 0.
 */
export function isInductiveUnderMask({ carried: { state, initial }, update, loop: { counter } }: Question, later: Term, { count, mask }: MaskedCount): boolean {
  const step = (value: Term): Term => T.substitute(update, new Map<Term, Term>([[state, value]]));
  const next = unfolded(at(later, counter, T.add(counter, T.ONE)), counter);
  const isNone = T.eq(count, T.real(0));
  const started = (t: Term): Term => pastFirst(decide(unfolded(t, counter), isNone, false), counter);
  const notYet = (t: Term): Term => withoutMasked(decide(unfolded(t, counter), isNone, true), mask, counter);
  return equalInAllCases(started(step(later)), started(next), { inhabited: [counter], positive: [count] }) && equalInAllCases(notYet(step(initial)), T.select(mask, withoutMasked(decide(next, mask, true), mask, counter), initial));
}

/** Sums over the iterations before whose summands are 0 unless the mask holds are 0. */
function withoutMasked(t: Term, mask: Term, counter: T.VariableTerm): Term {
  return T.memoised<Term>((u, again) => {
    const result = T.rebuild(u, again);
    if (result.kind !== 'reduce' || result.op !== 'sum' || result.sort !== 'Real' || result.binders.length !== 1 || result.binders[0].extent !== counter) {
      return result;
    }
    const { binders, body } = T.open(result);
    return equalInAllCases(decide(body, at(mask, counter, binders[0].variable), false), T.real(0)) ? T.real(0) : result;
  })(t);
}

/** Whether the closed form is the initial value before the first iteration, too. */
export const holdsAtFirst = ({ carried: { initial }, loop: { counter } }: Question, later: Term): boolean =>
  !T.some(later, u => T.isApply(u, 'div') && T.occurs(counter, u.args[1])) && equalInAllCases(emptied(at(later, counter, T.ZERO)), initial);
