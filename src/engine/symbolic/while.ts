/** The trip count of a loop on a condition: counters that move by a fixed step towards a bound. */
import * as T from '../term';
import type { Term } from '../term';
import { directionOf, tripCount, type CarriedValue, type LoopHeader, type LoopSolver } from './loops';
import { isState, resolveStates } from './states';

export type Counted = ({ readonly kind: 'counted'; readonly steps: readonly Term[] } & LoopHeader) | { readonly kind: 'failure'; readonly why: string };

const statesIn = (t: Term): Set<string> => new Set([...T.subterms(t)].flatMap(u => (u.kind === 'read' && isState(u.buffer) ? [u.buffer] : [])));

/** The carried values on which a condition depends, those on which these depend included. */
function dependencies(condition: Term, carried: readonly CarriedValue[]): CarriedValue[] {
  const needed = new Set<string>();
  const visit = (t: Term): void => {
    for (const buffer of statesIn(t)) {
      const value = carried.find(c => c.state.buffer === buffer);
      if (value && !needed.has(buffer)) {
        needed.add(buffer);
        visit(value.update);
      }
    }
  };
  visit(condition);
  return carried.filter(c => needed.has(c.state.buffer));
}

/**
 * Guess: the closed forms of the condition's counters turn it into a conjunction of comparisons r − k · d > 0 with d > 0, k the
 * iteration. Check: each holds for k < ⌈r / d⌉ and no longer, so the loop runs exactly as often as the least of these says, and
 * iteration k takes place if and only if the condition holds at k.
 */
export function countedCondition(condition: Term, carried: readonly CarriedValue[], counter: T.VariableTerm, solve: LoopSolver): Counted {
  const failure = (why: string): Counted => ({ kind: 'failure', why });
  const needed = dependencies(condition, carried);
  if (needed.length === 0) {
    return failure('no variable that changes in the loop is in it');
  }
  const solved = solve(needed, counter, T.TRUE);
  if ('unsolved' in solved) {
    return failure(`no closed form was found for ${solved.unsolved.map(n => `'${n}'`).join(', ')}`);
  }
  const runs = resolveStates(condition, new Map(needed.map(c => [c.state.buffer, solved.get(c.name)!.value])));
  if (runs.kind === 'boolean') {
    return failure(runs.value ? 'it always holds' : 'it never holds');
  }
  const counts: Term[] = [];
  const steps: Term[] = [];
  for (const part of T.conjuncts(runs)) {
    const distance = T.isApply(part, 'lt') && part.args[0].sort === 'Int' ? T.sub(part.args[1], part.args[0]) : null;
    const linear = distance && linearIn(distance, counter);
    const step = linear && T.neg(linear.factor);
    if (!step || directionOf(step) !== 'forwards') {
      return failure('it is not seen to end: no counter in it moves by a fixed step towards a bound');
    }
    steps.push(step);
    counts.push(tripCount({ start: T.ZERO, stop: linear.rest, step }));
  }
  return { kind: 'counted', runs, trips: counts.length === 1 ? counts[0] : T.apply('min2', counts), steps };
}

/** t = factor · v + rest, both free of v. */
function linearIn(t: Term, v: T.VariableTerm): { factor: Term; rest: Term } | null {
  const list = T.monomials(t);
  const moving = list.filter(m => m.atoms.includes(v));
  const rest = T.fromMonomials(list.filter(m => !m.atoms.includes(v)));
  const factor = T.fromMonomials(moving.map(m => ({ ...m, atoms: m.atoms.filter((a, k) => a !== v || m.atoms.indexOf(v) !== k) })));
  return moving.length === 0 || T.occurs(v, factor) || T.occurs(v, rest) ? null : { factor, rest };
}
