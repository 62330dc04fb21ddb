/** Which scalar arguments are integers: those with evidence of it. A scalar that only ever enters real arithmetic is a real number. */
import * as T from '../term';
import type { Term } from '../term';
import type { Denotation } from './denotation';

/** Int scalars that occur only as embedded reals, or in comparisons among themselves. */
export function realScalars(d: Denotation, scalars: ReadonlySet<string>): string[] {
  const strong = new Set<string>();
  const embedded = new Set<string>();
  const seen = new Set<Term>();
  const isPure = (t: Term): boolean =>
    !T.some(t, u => u.kind === 'read' || (u.kind === 'variable' && !scalars.has(u.name)) || (u.kind === 'apply' && u.op !== 'add' && u.op !== 'mul'));
  /** A polynomial that is embedded as a whole: reals would do as well for the scalars in it. */
  const embed = (t: Term): void => {
    for (const m of T.monomials(t)) {
      for (const a of m.atoms) {
        if (a.kind === 'variable' && scalars.has(a.name)) {
          embedded.add(a.name);
        } else if (T.isApply(a, 'add') || T.isApply(a, 'mul')) {
          embed(a);
        } else {
          visit(a);
        }
      }
    }
  };
  const visit = (t: Term): void => {
    if (seen.has(t)) {
      return;
    }
    seen.add(t);
    if (T.isApply(t, 'toreal')) {
      embed(t.args[0]);
      return;
    }
    if ((T.isApply(t, 'lt') || T.isApply(t, 'eq')) && t.args[0].sort === 'Int' && t.args.every(isPure)) {
      return;
    }
    if (t.kind === 'variable' && scalars.has(t.name)) {
      strong.add(t.name);
      return;
    }
    T.children(t).forEach(visit);
  };
  for (const a of [...d.loads, ...d.effects]) {
    a.shape.forEach(visit);
    visit(a.address);
    visit(a.guard);
  }
  d.effects.forEach(e => visit(e.value));
  return [...embedded].filter(n => !strong.has(n));
}
