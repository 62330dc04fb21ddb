/** Choices between two reals by their order: `where((a > b) | ((a == b) & (i < j)), a, b)` is the greater one, whatever i and j. */
import * as T from '../term';
import type { Term } from '../term';
import type { CarriedValue } from '../symbolic/loops';

/** A condition as it is where s < x, where s = x and where s > x. */
export type ByOrder = { readonly below: Term; readonly equal: Term; readonly above: Term };

export function byOrder(condition: Term, s: Term, x: Term): ByOrder {
  const where = (below: boolean, equal: boolean): Term =>
    T.substitute(
      condition,
      new Map<Term, Term>([
        [T.lt(s, x), T.boolean(below)],
        [T.lt(x, s), T.boolean(!below && !equal)],
        [T.le(s, x), T.boolean(below || equal)],
        [T.le(x, s), T.boolean(!below)],
        [T.eq(s, x), T.boolean(equal)]
      ])
    );
  return { below: where(true, false), equal: where(false, true), above: where(false, false) };
}

/** The extremum that a choice between s and x is; null where it is none. */
function extremumOf(condition: Term, then: Term, otherwise: Term): Term | null {
  if (then.sort !== 'Real') {
    return null;
  }
  const { below, above } = byOrder(condition, then, otherwise);
  if (above === T.TRUE && below === T.FALSE) {
    return T.apply('max2', [then, otherwise]);
  }
  return above === T.FALSE && below === T.TRUE ? T.apply('min2', [then, otherwise]) : null;
}

/** The updates with choices by order written as extrema, which depend on nothing but the two values. */
export function withExtrema(carried: readonly CarriedValue[]): readonly CarriedValue[] {
  const done = new Map<Term, Term>();
  const visit = (t: Term): Term => {
    let known = done.get(t);
    if (!known) {
      const r = t.kind === 'apply' ? T.rebuild(t, visit) : t;
      known = (T.isApply(r, 'select') && extremumOf(r.args[0], r.args[1], r.args[2])) || r;
      done.set(t, known);
    }
    return known;
  };
  return carried.map(c => ({ ...c, update: c.state.sort === 'Real' ? visit(c.update) : c.update }));
}
