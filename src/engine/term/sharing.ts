/**
 * Terms as the graphs that they are. A term whose parts are shared may be exponentially larger written out than it is in memory, so
 * nothing may walk it as a tree; these walks visit each distinct subterm once.
 */
import { rebuild, type Term } from './term';

/** Replaces terms by terms like `substitute`; what one call has replaced the next ones know. */
export function substitution(map: ReadonlyMap<Term, Term>): (t: Term) => Term {
  if (map.size === 0) {
    return t => t;
  }
  const done = new Map<Term, Term>(map);
  const visit = (t: Term): Term => {
    const before = done.get(t);
    if (before) {
      return before;
    }
    const after = rebuild(t, visit);
    done.set(t, after);
    return after;
  };
  return visit;
}

/** A value of each subterm, computed from those of its parts, once. */
export function byParts<Value>(partsOf: (t: Term) => readonly Term[], combine: (t: Term, parts: readonly Value[]) => Value): (t: Term) => Value {
  const known = new Map<Term, Value>();
  const visit = (t: Term): Value => {
    const before = known.get(t);
    if (before !== undefined) {
      return before;
    }
    const value = combine(t, partsOf(t).map(visit));
    known.set(t, value);
    return value;
  };
  return visit;
}
