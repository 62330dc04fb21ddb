/** The index that goes with a running extremum: `i = where(v > best, at, i)` beside `best = max(best, v)`. */
import * as T from '../term';
import type { Term } from '../term';
import { lanesOf } from '../symbolic/states';
import { at, foldBefore, isPlainlyFinite, readsOf, readsState, type Law, type Loop, type Question, type Solved } from './laws';
import { stepAtoms } from './first-iteration';
import { byOrder } from './order';

/** One step: where the mask holds and the rival beats the best so far, the index moves; of equals the first stays, or the least index. */
type Step = { readonly op: 'argmax' | 'argmin'; readonly rival: Term; readonly index: Term; readonly mask: Term; readonly tie: 'first' | 'least' };

function stepOf(update: Term, state: T.ReadTerm, best: T.ReadTerm, mask: Term = T.TRUE): Step | null {
  if (!T.isApply(update, 'select')) {
    return null;
  }
  const [condition, then, otherwise] = update.args;
  if (!readsState(condition, best) && !readsState(condition, state)) {
    return otherwise === state
      ? stepOf(then, state, best, T.and(mask, condition))
      : then === state
        ? stepOf(otherwise, state, best, T.and(mask, T.not(condition)))
        : null;
  }
  if (then !== state && otherwise !== state) {
    return null;
  }
  // Stays: the condition under which the index is kept.
  const [stays, index] = then === state ? [condition, otherwise] : [T.not(condition), then];
  for (const rival of rivalsOf(condition, best)) {
    const { below, equal, above } = byOrder(stays, best, rival);
    const op = above === T.TRUE && below === T.FALSE ? 'argmax' : above === T.FALSE && below === T.TRUE ? 'argmin' : null;
    const tie = equal === T.TRUE ? 'first' : equal === T.lt(state, index) || equal === T.le(state, index) ? 'least' : null;
    if (op && tie) {
      return { op, rival, index, mask, tie };
    }
  }
  return null;
}

/** What the best value is compared with. */
function rivalsOf(condition: Term, best: T.ReadTerm): Term[] {
  const comparisons = [...T.subterms(condition)].filter((u): u is T.ApplyTerm => (T.isApply(u, 'lt') || T.isApply(u, 'le') || T.isApply(u, 'eq')) && u.args.includes(best));
  return [...new Set(comparisons.map(u => u.args.find(a => a !== best) ?? best))];
}

/** Whether the best value is updated by the same rival under the same mask. */
function follows(m: Solved, { op, rival, mask }: Step, best: T.ReadTerm): boolean {
  const better = T.apply(op === 'argmax' ? 'max2' : 'min2', [best, rival]);
  const nothing = T.special(op === 'argmax' ? '-inf' : 'inf');
  const forms = [T.select(mask, better, best), T.apply(op === 'argmax' ? 'max2' : 'min2', [best, T.select(mask, rival, nothing)])];
  return forms.includes(T.substitute(m.update, lanesOf(best)));
}

/** Factors that premises say to be positive: those of the loop's step, and what its bound divides by. */
function positiveFactors({ counter, runs }: Loop): ReadonlySet<Term> {
  const divisors = [...T.subterms(runs)].flatMap(u => (T.isApply(u, 'floordiv') || T.isApply(u, 'truncdiv') ? [...T.freeVariables(u.args[1])] : []));
  return new Set([...divisors, ...stepAtoms({ counter, runs })]);
}

/**
 * Whether a later iteration has a greater index: it grows by a step, which is positive, and what is added stays below the step.
 * Then the first of equals is the one with the least index.
 */
function grows(index: Term, loop: Loop): boolean {
  const { counter } = loop;
  const parts = T.monomials(index).filter(m => m.atoms.includes(counter));
  const step = T.fromMonomials(parts.map(m => ({ coefficient: m.coefficient, atoms: m.atoms.filter(a => a !== counter) })));
  const rest = T.sub(index, T.mul(counter, step));
  if (parts.length === 0) {
    return false;
  }
  const varying = T.monomials(rest).filter(m => m.atoms.some(a => T.occurs(counter, a)));
  const positive = positiveFactors(loop);
  // A block has elements.
  const isPositive = (a: Term): boolean => positive.has(a) || (varying.length > 0 && a === step);
  return (
    T.monomials(step).every(m => m.coefficient > 0n && m.atoms.every(isPositive)) &&
    varying.every(m => m.coefficient === 1n && m.atoms.length === 1 && staysBelow(m.atoms[0], step)) &&
    varying.length <= 1
  );
}

/** An index into a block of at most so many elements. */
const staysBelow = (t: Term, extent: Term): boolean =>
  t.kind === 'reduce' && (t.op === 'argmax' || t.op === 'argmin') && t.binders.length === 1 && t.carry === t.binders[0].variable && t.binders[0].extent === extent;

const STATEMENT = "i' = (v(k) beats b ? k : i), b' = the better of b and v(k) ⇒ i(k) = the first index of the best v(j), j < k, where it beats b(0)";

function closedIndex({ op, tie, mask }: Step, rival: Term, index: Term, first: Term, initial: Term, loop: Loop): Term | null {
  const before = { ...loop, runs: T.and(loop.runs, mask) };
  const previous = (t: Term): Term => at(t, loop.counter, T.int(-1));
  // What the loop starts from may be the element before its first one.
  if (mask === T.TRUE && previous(rival) === first && previous(index) === initial && T.occurs(loop.counter, rival)) {
    const back = (t: Term): Term => at(t, loop.counter, T.sub(loop.counter, T.ONE));
    const all = foldBefore(op, { ...loop, runs: T.TRUE }, back(rival), back(index));
    return at(all, loop.counter, T.add(loop.counter, T.ONE));
  }
  const extremum = foldBefore(op === 'argmax' ? 'max' : 'min', before, rival);
  const found = foldBefore(op, before, rival, index);
  const [beaten, stays] = op === 'argmax' ? [T.lt(first, extremum), T.lt(extremum, first)] : [T.lt(extremum, first), T.lt(first, extremum)];
  if (tie === 'first' || (first.kind === 'special' && isPlainlyFinite(rival))) {
    return T.select(beaten, found, initial);
  }
  // Where what the loop starts from may be as infinite as what is found, nothing may have been found.
  return isPlainlyFinite(first) ? T.select(beaten, found, T.select(stays, initial, T.apply('min2', [initial, found]))) : null;
}

export const indexOfExtremum: Law = ({ carried, loop, solved, resolve }: Question) => {
  const { state, update, initial } = carried;
  if (state.sort !== 'Int') {
    return null;
  }
  for (const m of solved.filter(s => s.state.sort === 'Real')) {
    for (const best of readsOf(update, m.state)) {
      const step = stepOf(update, state, best);
      if (!step || !follows(m, step, best) || [step.rival, step.index, step.mask].some(t => readsState(t, state) || readsState(t, m.state))) {
        continue;
      }
      const [rival, index] = [resolve(step.rival), resolve(step.index)];
      if (step.tie === 'first' && !grows(index, loop)) {
        continue;
      }
      const first = T.substitute(m.initial, lanesOf(best));
      const value = closedIndex({ ...step, mask: resolve(step.mask) }, rival, index, first, initial, loop);
      return value && {
        value,
        law: `index of the ${step.op === 'argmax' ? 'maximum' : 'minimum'}`,
        statement: STATEMENT
      };
    }
  }
  return null;
};
