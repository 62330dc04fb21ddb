/**
 * Laws of guarded folds. A mask is the fold's guard, not a value trick: Σ (c ? f : 0) = Σ_{c} f, max (c ? f : −∞) = max_{c} f.
 * They rest on the axioms of finite commutative folds: the neutral element, append, congruence, re-indexing.
 */
import * as T from '../term';
import type { FoldName, Term } from '../term';
import type { Facts } from '../verify/facts';
import { isFinite, isInhabited, rangeFacts } from '../verify/finite';
import { decodedRange } from './decoded';
import type { FoldRule, OpenFold } from './fold-rule';

export { isOpenFold, type FoldRule, type OpenFold } from './fold-rule';

/** The neutral element as a term of the body's sort; null where there is none. */
export function neutralOf(op: FoldName, sort: T.Sort): Term | null {
  switch (op) {
    case 'sum':
    case 'prod':
      return sort === 'Bool' ? null : T.number(op === 'sum' ? 0 : 1, sort);
    case 'xorsum':
      return T.ZERO;
    case 'max':
      return sort === 'Real' ? T.special('-inf') : null;
    case 'min':
      return sort === 'Real' ? T.special('inf') : null;
    case 'any':
      return T.FALSE;
    case 'all':
      return T.TRUE;
    case 'argmax':
    case 'argmin':
      return null;
    default:
      return T.never(op);
  }
}

const inside = (fold: OpenFold, facts: Facts): Facts => facts.with(...rangeFacts(fold.binders), fold.guard);
const mentions = (binders: readonly T.Binder[], t: Term): boolean => binders.some(b => T.occurs(b.variable, t));

/** The masks on which a body branches: conditions over Ints that depend on the binders. */
function masksOf(fold: OpenFold): Term[] {
  const found = new Set<Term>();
  const seen = new Set<Term>();
  const visit = (t: Term): void => {
    if (t.kind === 'reduce' || t.kind === 'recur' || found.size > 8 || seen.has(t)) {
      return;
    }
    seen.add(t);
    if (T.isApply(t, 'select')) {
      T.conjuncts(t.args[0])
        .filter(c => mentions(fold.binders, c) && !T.some(c, u => u.sort === 'Real'))
        .forEach(c => found.add(c));
    }
    T.children(t).forEach(visit);
  };
  visit(fold.body);
  return [...found];
}

/** A value that stands for "nothing" in a fold of this operation; for argmax and argmin, −∞ and ∞ when some finite value is there to win. */
function isNothing(fold: OpenFold, value: Term): boolean {
  if (fold.op === 'argmax' || fold.op === 'argmin') {
    return value.kind === 'special' && value.value === (fold.op === 'argmax' ? '-inf' : 'inf');
  }
  return value === neutralOf(fold.op, fold.body.sort);
}

const maskToGuard: FoldRule = {
  name: 'mask-to-guard',
  law: '⊕_{g} (c ? f : neutral) = ⊕_{g ∧ c} f',
  rewrite(fold, facts, simplify) {
    for (const mask of masksOf(fold)) {
      for (const c of [mask, T.not(mask)]) {
        const outside = simplify(fold.body, inside(fold, facts).with(T.not(c)));
        if (!isNothing(fold, outside)) {
          continue;
        }
        const guard = T.and(fold.guard, c);
        const isArg = fold.op === 'argmax' || fold.op === 'argmin';
        const masked = { ...fold, guard, body: simplify(fold.body, inside({ ...fold, guard }, facts)) };
        if (isArg && !(isInhabited(masked, facts) && isFinite(masked.body, inside(masked, facts)))) {
          continue;
        }
        return masked;
      }
    }
    return null;
  }
};

/** Whole tiles, beyond the end of what they cover. */
const isRounded = (extent: Term): boolean => T.some(extent, t => T.isApply(t, 'floordiv'));

const narrowRange: FoldRule = {
  name: 'narrow-range',
  law: '⊕_{k < B, k < n, g} f = ⊕_{k < max(n, 0), g} f, where 0 ≤ k < n and g imply k < B',
  rewrite(fold, facts) {
    const parts = T.conjuncts(fold.guard);
    for (const [at, b] of fold.binders.entries()) {
      for (const c of parts) {
        if (!T.isApply(c, 'lt') || c.args[0].sort !== 'Int') {
          continue;
        }
        const bound = T.add(T.sub(c.args[1], c.args[0]), b.variable);
        if (mentions(fold.binders, bound) || bound === b.extent) {
          continue;
        }
        if (facts.holds(T.le(bound, b.extent)) || (isRounded(b.extent) && facts.with(T.le(T.ZERO, b.variable), fold.guard).holds(T.lt(b.variable, b.extent)))) {
          const extent = facts.holds(T.le(T.ZERO, bound)) ? bound : T.apply('max2', [T.ZERO, bound]);
          const binders = fold.binders.map((x, k) => (k === at ? { ...x, extent } : x));
          return { ...fold, binders, guard: T.and(...parts.filter(p => p !== c)) };
        }
      }
    }
    return null;
  }
};

const dropImpliedGuard: FoldRule = {
  name: 'implied-guard',
  law: '⊕_{g ∧ c} f = ⊕_{g} f, where the ranges imply c',
  rewrite(fold, facts) {
    const ranges = facts.with(...rangeFacts(fold.binders));
    const parts = T.conjuncts(fold.guard);
    const implied = parts.find(c => ranges.with(...parts.filter(p => p !== c)).holds(c));
    return implied ? { ...fold, guard: T.and(...parts.filter(p => p !== implied)) } : null;
  }
};

const isExtremum = (op: FoldName): boolean => op === 'argmax' || op === 'argmin';

/** The index of the extreme tile and the index inside of it: the least one among equals is the least of tiles' least ones. */
const nestedExtrema: FoldRule = {
  name: 'nested-extrema',
  law: 'argmax_{j} (max_{l} f) ↦ a(j) + (argmax_{l} f ↦ c) = argmax_{j, l} f ↦ a(j) + c, each tile with an element',
  rewrite(fold, facts) {
    const { op, body, carry } = fold;
    if (!isExtremum(op) || !carry || body.kind !== 'reduce' || body.op !== (op === 'argmax' ? 'max' : 'min')) {
      return null;
    }
    const parts = T.isApply(carry, 'add') ? carry.args : [carry];
    const inner = parts.find((t): t is T.ReduceTerm => t.kind === 'reduce' && t.op === op && sameRange(t, body));
    if (!inner || !isInhabited(T.open(body), inside(fold, facts))) {
      return null;
    }
    const { binders, guard, body: element, carry: place } = T.open(inner);
    const rest = T.sub(carry, inner);
    return { op, binders: [...fold.binders, ...binders], guard: T.and(fold.guard, guard), body: element, carry: T.add(rest, place!) };
  }
};

const sameRange = (a: T.ReduceTerm, b: T.ReduceTerm): boolean =>
  a.body === b.body && a.guard === b.guard && a.binders.length === b.binders.length && a.binders.every((x, k) => x.variable === b.binders[k].variable && x.extent === b.binders[k].extent);

const COMMUTATIVE: readonly FoldName[] = ['sum', 'prod', 'max', 'min', 'any', 'all', 'xorsum'];

/** all_{g} (c ∨ f) ranges over the rest of c only; any_{g} (c ∧ f) over c. */
const conditionToGuard: FoldRule = {
  name: 'condition-to-guard',
  law: '∀_{g} (c ∨ f) = ∀_{g ∧ ¬c} f, ∃_{g} (c ∧ f) = ∃_{g ∧ c} f',
  rewrite(fold) {
    const connective = fold.op === 'all' ? 'or' : fold.op === 'any' ? 'and' : null;
    if (connective === null || !T.isApply(fold.body, connective)) {
      return null;
    }
    const isRange = (t: Term) => mentions(fold.binders, t) && !T.some(t, u => u.sort === 'Real');
    const ranges = fold.body.args.filter(isRange);
    const rest = fold.body.args.filter(a => !isRange(a));
    if (ranges.length === 0 || rest.length === 0) {
      return null;
    }
    const guards = fold.op === 'all' ? ranges.map(T.not) : ranges;
    return { ...fold, guard: T.and(fold.guard, ...guards), body: connective === 'or' ? T.or(...rest) : T.and(...rest) };
  }
};

const flatten: FoldRule = {
  name: 'nested-folds',
  law: '⊕_{g(j)} ⊕_{h(j, l)} f = ⊕_{g ∧ h} f',
  rewrite(fold) {
    if (fold.body.kind !== 'reduce' || fold.body.op !== fold.op || !COMMUTATIVE.includes(fold.op)) {
      return null;
    }
    const inner = T.open(fold.body);
    return { ...fold, binders: [...fold.binders, ...inner.binders], guard: T.and(fold.guard, inner.guard), body: inner.body };
  }
};

const mergeTiles: FoldRule = {
  name: 'tile-merge',
  law: '⊕_{j < T} ⊕_{l < B} f(j · B + l) = ⊕_{i < T · B} f(i)',
  rewrite(fold, facts) {
    if (!(COMMUTATIVE.includes(fold.op) || isExtremum(fold.op)) || fold.binders.length < 2) {
      return null;
    }
    for (const inner of fold.binders) {
      for (const outer of fold.binders) {
        if (outer === inner || fold.binders.some(b => T.occurs(outer.variable, b.extent) || T.occurs(inner.variable, b.extent))) {
          continue;
        }
        const i = T.fresh('i', 'Int');
        const through = (t: Term) => T.substitute(t, new Map<Term, Term>([[inner.variable, T.sub(i, T.mul(outer.variable, inner.extent))]]));
        const body = through(fold.body);
        const carry = fold.carry && through(fold.carry);
        const merges = T.occurs(i, body) || fold.guard !== through(fold.guard);
        if (T.occurs(outer.variable, body) || (carry && T.occurs(outer.variable, carry)) || !merges || !facts.holds(T.lt(T.ZERO, inner.extent))) {
          continue;
        }
        const parts = T.conjuncts(fold.guard);
        const whole = parts.filter(c => !T.occurs(outer.variable, through(c)));
        // Conditions on the tile alone must follow from those on the whole index.
        const tileOnly = parts.filter(c => T.occurs(outer.variable, through(c)));
        const known = facts.with(...rangeFacts(fold.binders), ...whole);
        if (!tileOnly.every(c => known.holds(c))) {
          continue;
        }
        const rest = fold.binders.filter(b => b !== inner && b !== outer);
        return { ...fold, binders: [...rest, { variable: i, extent: T.mul(outer.extent, inner.extent) }], guard: T.and(...whole.map(through)), body, carry };
      }
    }
    return null;
  }
};

/** How often less a variable is added than subtracted in the integers of a term. */
function downwards(t: Term, v: T.VariableTerm): number {
  let count = 0;
  for (const u of T.subterms(t)) {
    if (u.kind === 'apply' && u.op === 'lt' && u.args[0].sort === 'Int') {
      continue;
    }
    const sums = u.kind === 'read' ? [u.address] : T.isApply(u, 'toreal') ? u.args : [];
    for (const sum of sums) {
      const own = T.monomials(sum).filter(m => m.atoms.includes(v));
      count += own.filter(m => m.coefficient < 0n).length - own.filter(m => m.coefficient > 0n).length;
    }
  }
  return count;
}

const reverse: FoldRule = {
  name: 'reversed-range',
  law: '⊕_{k < n} f(n − 1 − k) = ⊕_{k < n} f(k)',
  rewrite(fold) {
    const b = fold.binders.find(x => !mentions(fold.binders, x.extent) && downwards(fold.body, x.variable) > 0);
    if (!b || !COMMUTATIVE.includes(fold.op) || fold.binders.some(x => T.occurs(b.variable, x.extent))) {
      return null;
    }
    const back = new Map<Term, Term>([[b.variable, T.sub(T.sub(b.extent, T.ONE), b.variable)]]);
    const body = T.substitute(fold.body, back);
    return downwards(body, b.variable) < 0 ? { ...fold, guard: T.substitute(fold.guard, back), body } : null;
  }
};

const choiceOutside: FoldRule = {
  name: 'choice-outside',
  law: '⊕ (c ? f : h) = c ? ⊕ f : ⊕ h, where c does not depend on the index',
  rewrite(fold) {
    const { body } = fold;
    if (!T.isApply(body, 'select') || mentions(fold.binders, body.args[0])) {
      return null;
    }
    const of = (part: Term): Term => T.reduce(fold.op, fold.binders, fold.guard, part, fold.carry);
    return T.select(body.args[0], of(body.args[1]), of(body.args[2]));
  }
};

const emptyFold: FoldRule = {
  name: 'empty-fold',
  law: '⊕ over nothing = neutral',
  rewrite: fold => (fold.guard === T.FALSE || fold.binders.some(b => b.extent === T.ZERO) ? neutralOf(fold.op, fold.body.sort) : null)
};

const neutralBody: FoldRule = {
  name: 'neutral-body',
  law: '⊕ neutral = neutral',
  rewrite: fold => (fold.op !== 'argmax' && fold.op !== 'argmin' && fold.body === neutralOf(fold.op, fold.body.sort) ? fold.body : null)
};

const oneTerm: FoldRule = {
  name: 'one-term',
  law: '⊕_{k < 1} f(k) = f(0)',
  rewrite(fold) {
    const once = fold.binders.find(b => b.extent === T.ONE);
    if (!once || fold.op === 'argmax' || fold.op === 'argmin') {
      return null;
    }
    const first = new Map<Term, Term>([[once.variable, T.ZERO]]);
    const at = (t: Term): Term => T.substitute(t, first);
    const binders = fold.binders.filter(b => b !== once).map(b => ({ ...b, extent: at(b.extent) }));
    const [guard, body] = [at(fold.guard), at(fold.body)];
    if (binders.length > 0) {
      return { ...fold, binders, guard, body };
    }
    const neutral = neutralOf(fold.op, body.sort);
    return guard === T.TRUE ? body : neutral && T.select(guard, body, neutral);
  }
};

const singlePoint: FoldRule = {
  name: 'one-point',
  law: '⊕_{k = e} f(k) = f(e), for 0 ≤ e < extent',
  rewrite(fold, facts) {
    const parts = T.conjuncts(fold.guard);
    for (const [at, b] of fold.binders.entries()) {
      const rest = fold.binders.filter((_, k) => k !== at);
      if (fold.op === 'argmax' || fold.op === 'argmin') {
        return null;
      }
      for (const c of parts) {
        if (!T.isApply(c, 'eq') || c.args[0].sort !== 'Int') {
          continue;
        }
        const d = T.sub(c.args[0], c.args[1]);
        const point = !T.occurs(b.variable, T.sub(d, b.variable)) ? T.neg(T.sub(d, b.variable)) : !T.occurs(b.variable, T.add(d, b.variable)) ? T.add(d, b.variable) : null;
        if (!point || mentions(fold.binders, point) || !facts.holds(T.le(T.ZERO, point)) || !facts.holds(T.lt(point, b.extent))) {
          continue;
        }
        const at0 = new Map<Term, Term>([[b.variable, point]]);
        const guard = T.substitute(T.and(...parts.filter(p => p !== c)), at0);
        const body = T.substitute(fold.body, at0);
        if (rest.length > 0) {
          return { ...fold, binders: rest.map(x => ({ ...x, extent: T.substitute(x.extent, at0) })), guard, body };
        }
        const neutral = neutralOf(fold.op, body.sort);
        return guard === T.TRUE ? body : neutral && T.select(guard, body, neutral);
      }
    }
    return null;
  }
};

const constantSum: FoldRule = {
  name: 'constant-sum',
  law: 'Σ_{k < n} c = n · c',
  rewrite(fold, facts) {
    if (fold.op !== 'sum' || fold.guard !== T.TRUE || mentions(fold.binders, fold.body) || !T.isNumber(fold.body)) {
      return null;
    }
    if (!fold.binders.every(b => facts.holds(T.le(T.ZERO, b.extent)))) {
      return null;
    }
    const count = T.mul(T.ONE, ...fold.binders.map(b => b.extent));
    return fold.body.sort === 'Int' ? T.mul(count, fold.body) : T.mul(T.apply('toreal', [count]), fold.body);
  }
};

const constantExtremum: FoldRule = {
  name: 'constant-extremum',
  law: 'max_{g} c = c, where g holds somewhere',
  rewrite: (fold, facts) =>
    (fold.op === 'max' || fold.op === 'min' || fold.op === 'any' || fold.op === 'all') && !mentions(fold.binders, fold.body) && isInhabited(fold, facts)
      ? fold.body
      : null
};

export const foldRules: readonly FoldRule[] = [
  emptyFold,
  neutralBody,
  flatten,
  conditionToGuard,
  maskToGuard,
  choiceOutside,
  nestedExtrema,
  mergeTiles,
  decodedRange,
  reverse,
  narrowRange,
  dropImpliedGuard,
  oneTerm,
  singlePoint,
  constantSum,
  constantExtremum
];
