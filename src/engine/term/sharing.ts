/**
 * Terms as the graphs that they are. A term whose parts are shared may be exponentially larger written out than it is in memory, so
 * nothing may walk it as a tree; these walks visit each distinct subterm once.
 */
import { children, isApply, rebuild, type Term } from './term';

/** Replaces terms by terms like `substitute`; what one call has replaced the next ones know. */
export function substitution(map: ReadonlyMap<Term, Term>): (t: Term) => Term {
  if (map.size === 0) {
    return t => t;
  }
  return memoised((t, again) => map.get(t) ?? rebuild(t, again));
}

/** A function on terms that is worked out once for each; `work` asks it of parts by `again`. */
export function memoised<Value>(work: (t: Term, again: (t: Term) => Value) => Value): (t: Term) => Value {
  const known = new Map<Term, { readonly value: Value }>();
  const visit = (t: Term): Value => {
    let found = known.get(t);
    if (!found) {
      found = { value: work(t, visit) };
      known.set(t, found);
    }
    return found.value;
  };
  return visit;
}

/** How often each term is in a list, in the order of first occurrence. */
export function countsOf(list: readonly Term[]): Map<Term, number> {
  const counts = new Map<Term, number>();
  list.forEach(t => counts.set(t, (counts.get(t) ?? 0) + 1));
  return counts;
}

/** What a term adds to its parts when it is written. Reads count as the three things that they are written with: a name and two brackets. */
export const ownWrittenSize = (t: Term): number => (t.kind === 'read' ? 3 : isApply(t, 'toreal') ? 0 : 1);

function writtenParts(t: Term): readonly Term[] {
  switch (t.kind) {
    case 'read':
      return [];
    case 'named':
      return [...t.functions, ...t.args, ...t.at];
    default:
      return children(t);
  }
}

/** Operations in a term written out, without names for what is shared; may be astronomical. */
export const writtenSize = (t: Term): number => memoised<number>((u, again) => writtenParts(u).reduce((s, p) => s + again(p), ownWrittenSize(u)))(t);
