/**
 * Loops that count down, seen counting up. Stores and loads range over their counters, in whatever order: k and n − 1 − k run over
 * the same iterations. Addresses that grow with their counters are the ones that tiles can be recognised in.
 */
import * as T from '../term';
import type { Term } from '../term';
import type { Access, Denotation, LoopCounter } from './denotation';
import { directionOf } from './loops';

/** Whether the address falls as the counter grows; null where the counter is not in it; undefined where it is neither. */
function falls(address: Term, counter: T.VariableTerm): boolean | null | undefined {
  const own = T.monomials(address).filter(m => m.atoms.some(a => T.occurs(counter, a)));
  if (own.length === 0) {
    return null;
  }
  const linear = own.every(m => m.atoms.filter(a => T.occurs(counter, a)).length === 1 && m.atoms.includes(counter));
  const signs = new Set(own.map(m => m.coefficient < 0n));
  return linear && signs.size === 1 ? signs.has(true) : undefined;
}

/** The counters on which every address that has them falls. */
function falling(accesses: readonly Access[]): LoopCounter[] {
  const counters = new Map<Term, LoopCounter>();
  accesses.forEach(a => a.loops.forEach(l => counters.set(l.variable, l)));
  return [...counters.values()].filter(({ variable, trips }) => {
    const own = accesses.filter(a => a.loops.some(l => l.variable === variable));
    const directions = own.map(a => falls(a.address, variable)).filter(d => d !== null);
    const alike = own.every(a => a.loops.every(l => l.variable === variable ? l.trips === trips : !T.occurs(variable, l.trips)));
    return alike && directions.length > 0 && directions.every(d => d === true);
  });
}

/** The number of iterations where there is at least one: q of max(0, q). */
function atLeastOne(trips: Term): Term {
  const rest = T.isApply(trips, 'max2') && trips.args.length === 2 ? trips.args.filter(a => a !== T.ZERO) : [];
  return rest.length === 1 ? rest[0] : trips;
}

/** counter < count, for a counter from 0 on; k < ⌊a / s⌋ as (k + 1) · s ≤ a, which solvers like better. */
const below = (counter: Term, count: Term): Term =>
  T.isApply(count, 'floordiv') && directionOf(count.args[1]) === 'forwards' ? T.le(T.mul(T.add(counter, T.ONE), count.args[1]), count.args[0]) : T.lt(counter, count);

/** The same denotation with k written as trips − 1 − k for each counter k on which all addresses fall. */
export function countForwards(denotation: Denotation): Denotation {
  const overwritten = denotation.overwritten ?? [];
  const counters = falling([...denotation.loads, ...denotation.effects, ...overwritten]);
  if (counters.length === 0) {
    return denotation;
  }
  const turned = new Map<Term, Term>(counters.map(({ variable, trips }) => [variable, T.sub(T.sub(atLeastOne(trips), T.ONE), variable)]));
  const turn = <A extends Access>(a: A): A => {
    const own = counters.filter(c => a.loops.some(l => l.variable === c.variable));
    if (own.length === 0) {
      return a;
    }
    // That iteration k is not before the first one says that iteration trips − 1 − k is not after the last one.
    const inRange = own.map(c => below(c.variable, atLeastOne(c.trips)));
    const change = (t: Term) => T.substitute(t, turned);
    return {
      ...a,
      address: change(a.address),
      guard: T.and(change(a.guard), ...inRange),
      ...('value' in a ? { value: change(a.value as Term) } : {})
    };
  };
  return { ...denotation, loads: denotation.loads.map(turn), effects: denotation.effects.map(turn), overwritten: overwritten.map(turn) };
}
