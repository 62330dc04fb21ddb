/**
 * Loads at the index of an extremum: x[argmax_{i < n} v_i]. Wherever the extremum is, it is one of the indices over which it is
 * taken. So for its bounds such a load may be taken for one at every index i under the fold's guard, with i as a counter of its own:
 * what holds of all these addresses holds of the one. There must be an index at all, or the extremum is elsewhere.
 */
import * as T from '../term';
import type { Term } from '../term';
import type { Load } from '../symbolic/denotation';
import type { Facts } from './facts';

const isIndexOfExtremum = (t: Term): t is T.ReduceTerm => t.kind === 'reduce' && (t.op === 'argmax' || t.op === 'argmin');

/** Indices of extrema that an address adds up, outside of memory reads and other folds. */
function extremaIn(address: Term): T.ReduceTerm[] {
  const found = new Set<T.ReduceTerm>();
  const seen = new Set<Term>();
  const visit = (t: Term): void => {
    if (isIndexOfExtremum(t)) {
      found.add(t);
    } else if (t.kind === 'apply' && !seen.has(t)) {
      seen.add(t);
      t.args.forEach(visit);
    }
  };
  visit(address);
  return [...found];
}

/** Whether the fold is seen to range over something: its first indices satisfy its guard. */
function isInhabited({ binders, guard }: Pick<ReturnType<typeof T.open>, 'binders' | 'guard'>, facts: Facts): boolean {
  const first = new Map<Term, Term>(binders.map(b => [b.variable, T.ZERO]));
  const at = (t: Term): Term => T.substitute(t, first);
  return facts.holds(T.and(...binders.map(b => T.lt(T.ZERO, at(b.extent))), at(guard)));
}

/** The load with a counter for each binder of the extrema in its address; as it is, where an extremum may be one of nothing. */
export function overExtrema(load: Load, facts: Facts): Load {
  let { address, guard, loops } = load;
  for (const fold of extremaIn(load.address)) {
    const opened = T.open(fold);
    if (!opened.carry || !isInhabited(opened, facts)) {
      continue;
    }
    address = T.substitute(address, new Map<Term, Term>([[fold, opened.carry]]));
    guard = T.and(guard, ...opened.binders.map(b => T.lt(b.variable, b.extent)), opened.guard);
    loops = [...loops, ...opened.binders.map(b => ({ variable: b.variable, trips: b.extent }))];
  }
  return { ...load, address, guard, loops };
}
