/** The index that goes with a running extremum: `i = where(v > best, at, i)` beside `best = max(best, v)`. */
import * as T from '../term';
import type { Term } from '../term';
import { foldBefore, readsOf, readsState, type Law, type Question, type Solved } from './laws';
import { lanesOf } from '../symbolic/states';

/** One step: where the rival beats the best so far, the index moves. */
type Step = { readonly op: 'argmax' | 'argmin'; readonly rival: Term; readonly index: Term };

function stepOf(update: Term, state: T.ReadTerm, best: T.ReadTerm): Step | null {
  if (!T.isApply(update, 'select') || update.args[2] !== state || !T.isApply(update.args[0], 'lt')) {
    return null;
  }
  const [condition, index] = update.args;
  const [less, greater] = (condition as T.ApplyTerm).args;
  const op = less === best ? 'argmax' : greater === best ? 'argmin' : null;
  const rival = less === best ? greater : less;
  return op && rival.sort === 'Real' ? { op, rival, index } : null;
}

/** Whether the best value is updated by the same rival. */
function follows(m: Solved, { op, rival }: Step, best: T.ReadTerm): boolean {
  const update = T.substitute(m.update, lanesOf(best));
  const [less, greater] = op === 'argmax' ? [best, rival] : [rival, best];
  return update === T.apply(op === 'argmax' ? 'max2' : 'min2', [best, rival]) || update === T.select(T.lt(less, greater), rival, best);
}

/**
 * Whether a later iteration has a greater index: it grows by a step, which is positive, and what is added stays below the step.
 * Then the first of equals is the one with the least index.
 */
function grows(index: Term, counter: T.VariableTerm): boolean {
  const parts = T.monomials(index).filter(m => m.atoms.includes(counter));
  const step = T.fromMonomials(parts.map(m => ({ coefficient: m.coefficient, atoms: m.atoms.filter(a => a !== counter) })));
  const isSize = T.monomials(step).every(m => m.coefficient > 0n && m.atoms.every(a => a.kind === 'variable' && !/[%[]/.test(a.name)));
  const rest = T.sub(index, T.mul(counter, step));
  if (parts.length === 0 || !isSize) {
    return false;
  }
  const varying = T.monomials(rest).filter(m => m.atoms.some(a => T.occurs(counter, a)));
  return varying.every(m => m.coefficient === 1n && m.atoms.length === 1 && staysBelow(m.atoms[0], step)) && varying.length <= 1;
}

/** An index into a block of at most so many elements. */
const staysBelow = (t: Term, extent: Term): boolean =>
  t.kind === 'reduce' && (t.op === 'argmax' || t.op === 'argmin') && t.binders.length === 1 && t.carry === t.binders[0].variable && t.binders[0].extent === extent;

/** i(k) = (best(0) < max_{j < k} v_j ? argmax_{j < k} v_j : i(0)): strict comparisons keep the first of equals. */
export const indexOfExtremum: Law = ({ carried, loop, solved, resolve }: Question) => {
  const { state, update, initial } = carried;
  if (state.sort !== 'Int') {
    return null;
  }
  for (const m of solved.filter(s => s.state.sort === 'Real')) {
    for (const best of readsOf(update, m.state)) {
      const step = stepOf(update, state, best);
      if (!step || !follows(m, step, best) || [step.rival, step.index].some(t => readsState(t, state) || readsState(t, m.state))) {
        continue;
      }
      const [rival, index] = [resolve(step.rival), resolve(step.index)];
      if (!grows(index, loop.counter)) {
        continue;
      }
      const extremum = foldBefore(step.op === 'argmax' ? 'max' : 'min', loop, rival);
      const first = T.substitute(m.initial, lanesOf(best));
      const beaten = step.op === 'argmax' ? T.lt(first, extremum) : T.lt(extremum, first);
      return {
        value: T.select(beaten, foldBefore(step.op, loop, rival, index), initial),
        law: `index of the ${step.op === 'argmax' ? 'maximum' : 'minimum'}`,
        statement: "i' = (v(k) beats b ? k : i), b' = the better of b and v(k) ⇒ i(k) = the first index of the best v(j), j < k, where it beats b(0)"
      };
    }
  }
  return null;
};
