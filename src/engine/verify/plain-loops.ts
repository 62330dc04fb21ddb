/** Loops around an access, said so that its indices are seen: what is done once needs no counter, what runs over whole tiles is bounded as one index. */
import * as T from '../term';
import type { Term } from '../term';
import { lane, type Access } from '../symbolic/denotation';
import type { Facts } from './facts';

/** The counters of loops that run exactly once. */
export const countersOfOne = (access: Access): readonly T.VariableTerm[] => access.loops.filter(l => l.trips === T.ONE).map(l => l.variable);

/** The access at the first iteration of some loops. */
export function atFirst<A extends Access>(a: A, counters: readonly T.VariableTerm[]): A {
  const first = new Map<Term, Term>(counters.map(c => [c, T.ZERO]));
  const at = (t: Term): Term => T.substitute(t, first);
  const loops = a.loops.filter(l => !counters.includes(l.variable)).map(l => ({ ...l, trips: at(l.trips) }));
  return { ...a, loops, address: at(a.address), guard: at(a.guard), ...('value' in a ? { value: at(a.value as Term) } : {}) };
}

/** What an address adds up for a variable; null where the variable is not a factor of its own. */
function strideOf(address: Term, variable: T.VariableTerm): Term | null {
  const own = T.monomials(address).filter(m => m.atoms.includes(variable));
  const factor = T.fromMonomials(own.map(m => ({ ...m, atoms: m.atoms.filter(a => a !== variable) })));
  return own.length > 0 && !T.occurs(variable, factor) ? factor : null;
}

/**
 * t < q as t·E + l < q·E, for a counter t of q = ⌊n / E⌋ tiles that the address sets side by side, and their lane l < E that no mask
 * cuts: the same condition, and a bound on the index as a whole.
 */
export function boundWholeTiles<A extends Access>(a: A, facts: Facts): A {
  const lanes = a.shape.map((extent, k) => ({ variable: lane(a.shape.length - 1 - k), extent }));
  let conditions = T.conjuncts(a.guard);
  for (const { variable, trips } of a.loops) {
    const stride = strideOf(a.address, variable);
    const tile = lanes.find(l => {
      const inner = strideOf(a.address, l.variable);
      return stride !== null && inner !== null && stride === T.mul(inner, l.extent) && T.isApply(trips, 'floordiv') && trips.args[1] === l.extent;
    });
    if (!tile || conditions.some(c => T.occurs(tile.variable, c)) || !facts.with(...conditions).holds(T.lt(variable, trips))) {
      continue;
    }
    const whole = T.lt(T.add(T.mul(variable, tile.extent), tile.variable), T.mul(trips, tile.extent));
    const [own, others] = [conditions.filter(c => T.occurs(variable, c)), conditions.filter(c => !T.occurs(variable, c))];
    // What the bound on the whole index implies need not be said again; it follows from t < q.
    const known = facts.with(...others, T.lt(variable, trips));
    conditions = [...others, ...own.filter(c => !known.holds(c)), whole];
  }
  return { ...a, guard: T.and(...conditions) };
}
