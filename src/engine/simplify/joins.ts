/** Laws of a fold beside a value that is one of its terms: what a peeled first iteration leaves. */
import * as T from '../term';
import type { ApplyTerm, FoldName, OperationName, Term } from '../term';
import type { Facts } from '../verify/facts';

export type JoinRule = { readonly name: string; readonly law: string; readonly rewrite: (t: ApplyTerm, facts: Facts) => Term | null };

const folds: Readonly<Partial<Record<OperationName, FoldName>>> = { add: 'sum', mul: 'prod', max2: 'max', min2: 'min' };

const firstTerm: JoinRule = {
  name: 'first-term',
  law: 'f(−1) ⊕ ⊕_{k < n} f(k) = ⊕_{k < n + 1} f(k − 1), for n ≥ 0',
  rewrite(t, facts) {
    for (const [at, r] of t.args.entries()) {
      if (r.kind !== 'reduce' || r.op !== folds[t.op] || r.binders.length !== 1) {
        continue;
      }
      const { binders, guard, body } = T.open(r);
      const [{ variable, extent }] = binders;
      const moved = (u: Term, to: Term): Term => T.substitute(u, new Map<Term, Term>([[variable, to]]));
      const first = moved(body, T.int(-1));
      const beside = t.args.findIndex((a, k) => k !== at && a === first);
      if (beside < 0 || first === body || !facts.holds(moved(guard, T.int(-1))) || !facts.holds(T.le(T.ZERO, extent))) {
        continue;
      }
      const back = T.sub(variable, T.ONE);
      const joined = T.reduce(r.op, [{ variable, extent: T.add(extent, T.ONE) }], moved(guard, back), moved(body, back));
      const rest = t.args.filter((_, k) => k !== at && k !== beside);
      return rest.length === 0 ? joined : T.apply(t.op, [joined, ...rest]);
    }
    return null;
  }
};

export const joinRules: readonly JoinRule[] = [firstTerm];
