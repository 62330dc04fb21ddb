/** Counters of loops that are decoded by `t // D` and `t % D`: one loop over R · D iterations as two, over R and D. */
import * as T from '../term';
import type { Term } from '../term';
import type { Denotation } from '../symbolic/denotation';
import type { Normalise } from './closed';
import { decodingOf } from './decoding';
import type { Facts } from './facts';
import { accessesOf, termsOf, type Renumber } from './renumber';

/** n, where a condition says t < n; null elsewhere. */
function boundOn(condition: Term, t: T.VariableTerm): Term | null {
  if (!T.isApply(condition, 'lt') || condition.args[0].sort !== 'Int') {
    return null;
  }
  const bound = T.add(T.sub(condition.args[1], condition.args[0]), t);
  return T.occurs(t, bound) ? null : bound;
}

/** A loop that is two; null where there is none. */
export function splitCounter(d: Denotation, base: Facts, normalise: Normalise): Renumber | null {
  const accesses = accessesOf(d);
  const counters = new Set(accesses.flatMap(a => a.loops.map(l => l.variable)));
  for (const counter of counters) {
    const inside = accesses.filter(a => a.loops.some(l => l.variable === counter));
    const condition = T.conjuncts(inside[0].guard).find(c => boundOn(c, counter) !== null && inside.every(a => T.conjuncts(a.guard).includes(c)));
    if (!condition) {
      continue;
    }
    const seen = new Set<Term>();
    inside.forEach(a => termsOf(a).forEach(t => T.subterms(t, seen)));
    const trips = boundOn(condition, counter)!;
    const decoding = decodingOf({ variable: counter, trips }, inside.map(a => a.address), seen, ['t', 't'], base, normalise);
    if (!decoding?.rows) {
      continue;
    }
    const { map, row, column, columns, rows } = decoding;
    const parts = [
      { variable: row, trips: rows },
      { variable: column, trips: columns }
    ];
    return { map, replaced: [], parts: [], loop: { counter, condition, parts, conditions: parts.map(p => T.lt(p.variable, p.trips)) }, needs: [] };
  }
  return null;
}
