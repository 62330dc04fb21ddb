/** Laws of a fold beside what goes before it: one of its terms (a peeled first iteration), or a fold that ends where it begins. */
import * as T from '../term';
import type { ApplyTerm, FoldName, OperationName, Term } from '../term';
import type { Facts } from '../verify/facts';
import { neutralOf } from './folds';

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

const oneRange = (t: Term, op: FoldName | undefined): t is T.ReduceTerm => t.kind === 'reduce' && t.op === op && t.binders.length === 1;

const concatenation: JoinRule = {
  name: 'concatenation',
  law: '⊕_{k < a} f(k) ⊕ ⊕_{k < b} f(a + k) = ⊕_{k < a + b} f(k), for a, b ≥ 0',
  rewrite(t, facts) {
    const ranges = t.args.filter(r => oneRange(r, folds[t.op])) as T.ReduceTerm[];
    for (const before of ranges) {
      for (const after of ranges) {
        const joined = before === after ? null : continued(before, after, facts);
        if (joined) {
          const rest = [...t.args];
          rest.splice(rest.indexOf(before), 1);
          rest.splice(rest.indexOf(after), 1);
          return rest.length === 0 ? joined : T.apply(t.op, [joined, ...rest]);
        }
      }
    }
    return null;
  }
};

/** The fold over both ranges, where the second goes on where the first ends; its guard may be what all of the first range meets. */
function continued(before: T.ReduceTerm, after: T.ReduceTerm, facts: Facts): Term | null {
  const [first, second] = [T.open(before), T.open(after)];
  const [{ variable, extent: length }] = first.binders;
  const [{ variable: further, extent: more }] = second.binders;
  const from = (u: Term): Term => T.substitute(u, new Map<Term, Term>([[further, T.sub(variable, length)]]));
  const guard = from(second.guard);
  if (from(second.body) !== first.body || !facts.holds(T.le(T.ZERO, length)) || !facts.holds(T.le(T.ZERO, more))) {
    return null;
  }
  const inFirst = facts.with(T.le(T.ZERO, variable), T.lt(variable, length));
  const isOne = first.guard === guard || (first.guard === T.TRUE && inFirst.holds(guard));
  return isOne ? T.reduce(before.op, [{ variable, extent: T.add(length, more) }], guard, first.body) : null;
}

/** A value, and where it is there; elsewhere the fold's neutral element stands. */
function masked(t: Term, op: FoldName): { value: Term; where: Term } {
  const neutral = neutralOf(op, t.sort);
  if (T.isApply(t, 'select') && neutral !== null) {
    const [c, then, otherwise] = t.args;
    if (otherwise === neutral) {
      return { value: then, where: c };
    }
    if (then === neutral) {
      return { value: otherwise, where: T.not(c) };
    }
  }
  return { value: t, where: T.TRUE };
}

const lastTerm: JoinRule = {
  name: 'last-term',
  law: '⊕_{k < n} f(k) ⊕ (c(n) ? f(n) : neutral) = ⊕_{k < n + 1, c(k)} f(k), for n ≥ 0, where c(k) for all k < n',
  rewrite(t, facts) {
    for (const [at, r] of t.args.entries()) {
      if (r.kind !== 'reduce' || r.op !== folds[t.op] || r.binders.length !== 1) {
        continue;
      }
      const { binders, guard, body } = T.open(r);
      const [{ variable, extent }] = binders;
      const last = (u: Term): Term => T.substitute(u, new Map<Term, Term>([[variable, extent]]));
      if (last(body) === body) {
        continue;
      }
      for (const [beside, a] of t.args.entries()) {
        const { value, where } = masked(a, r.op);
        if (beside === at || value !== last(body)) {
          continue;
        }
        const condition = T.substitute(where, new Map<Term, Term>([[extent, variable]]));
        const before = facts.with(T.le(T.ZERO, variable), T.lt(variable, extent), guard);
        if (last(condition) !== where || !before.holds(condition) || !facts.holds(last(guard)) || !facts.holds(T.le(T.ZERO, extent))) {
          continue;
        }
        const joined = T.reduce(r.op, [{ variable, extent: T.add(extent, T.ONE) }], T.and(guard, condition), body);
        const rest = t.args.filter((_, k) => k !== at && k !== beside);
        return rest.length === 0 ? joined : T.apply(t.op, [joined, ...rest]);
      }
    }
    return null;
  }
};

export const joinRules: readonly JoinRule[] = [firstTerm, lastTerm, concatenation];
