/**
 * Laws of combine functions that hold for weights only: numbers of elements, which are whole and not negative. Each operand's weight
 * is 0 or at least 1, and so is a sum of weights; the cases are gone through one by one.
 */
import * as T from '../term';
import type { Term } from '../term';
import type { Combination, Equation } from '../symbolic/denotation';
import { casesOf, decide, equalInAllCases } from '../synthesis/algebra';
import type { Normalise } from './closed';
import { Definedness } from './definedness';
import { Facts } from './facts';
import { signOf } from './finite';
import type { Prover } from './prover';

/** These equations are few, and large. */
const BUDGET = 200_000;

const zero = T.real(0);
const one = T.real(1);

/** Whether a defined real is a whole number, whatever its variables are. */
export const isWhole = (whole: Term, known: ReadonlySet<Term> = new Set()): boolean => T.memoised<boolean>((t, again) => isWholeByParts(t, known, again))(whole);

function isWholeByParts(t: Term, known: ReadonlySet<Term>, again: (t: Term) => boolean): boolean {
  if (known.has(t)) {
    return true;
  }
  switch (t.kind) {
    case 'number':
      return T.Q.isInteger(t.value);
    case 'apply':
      switch (t.op) {
        case 'toreal':
          return true;
        case 'select':
          return t.args.slice(1).every(again);
        case 'add':
        case 'mul':
        case 'max2':
        case 'min2':
          return t.args.every(again);
        default:
          return false;
      }
    case 'reduce':
      return (t.op === 'sum' || t.op === 'prod') && t.sort === 'Real' && again(T.open(t).body);
    case 'recur': {
      const { states, initial, updates } = T.openRecur(t);
      const inner = new Set([...known, ...states]);
      return initial.every(again) && updates.every(u => isWhole(u, inner));
    }
    default:
      return false;
  }
}

/** 0, 1, 2, ... */
export const isCount = (t: Term, facts: Facts): boolean => isWhole(t) && ['positive', 'nonnegative', 'zero'].includes(signOf(t, facts));

/** The term where some weights are 0 and the others at least 1: sums of them are compared with 0 and 1. */
function inCase(t: Term, none: ReadonlySet<Term>, some: ReadonlySet<Term>): Term {
  const gone = T.substitute(t, new Map<Term, Term>([...none].map(w => [w, T.number(0, w.sort as 'Int' | 'Real')])));
  const atLeastOne = (u: Term): boolean => some.has(u) || (T.isApply(u, 'add') && u.args.every(a => some.has(a)));
  return T.memoised<Term>((u, again) => {
    const r = T.rebuild(u, again);
    if (r.kind !== 'apply' || r.args.length !== 2 || r.args[0].sort !== 'Real') {
      return r;
    }
    const [a, b] = r.args;
    const [weight, number] = atLeastOne(a) ? [a, b] : [b, a];
    if (!atLeastOne(weight) || !T.isNumber(number)) {
      return r;
    }
    const isLow = T.Q.compare(number.value, one.value) <= 0;
    const isBelow = T.Q.compare(number.value, one.value) < 0;
    switch (r.op) {
      case 'max2':
        return isLow ? weight : r;
      case 'eq':
        return isBelow ? T.FALSE : r;
      case 'lt':
        return weight === b && isBelow ? T.TRUE : weight === a && isLow ? T.FALSE : r;
      case 'le':
        return weight === b && isLow ? T.TRUE : weight === a && isBelow ? T.FALSE : r;
      default:
        return r;
    }
  })(gone);
}

/** One component of what is combined, and what is known where it is. */
export type Element = { readonly term: Term; readonly facts: Facts };

/**
 * Whether the equations hold for what is combined, whose weight is a count: for any operands, or, where that is not so, for operands
 * of which every component is 0 where the weight is. Both is kept by the function.
 */
export function holdsForCounts({ operands, both, summed }: Combination, equations: readonly Equation[], elements: readonly Element[], prover: Prover, normalise: Normalise): boolean {
  const tuples = elements.flatMap((_, k) => (k % both.length === 0 ? [elements.slice(k, k + both.length)] : []));
  return summed.some(w => {
    if (!tuples.every(t => isCount(normalise(t[w].term, t[w].facts), t[w].facts))) {
      return false;
    }
    const weights = operands.map(o => o[w]);
    const empty = operands.flatMap(o => o.filter((_, k) => k !== w).map((t): [Term, Term] => [t, o[w]]));
    const holds = (zeroed: readonly (readonly [Term, Term])[]) => equations.every(e => inEachCase(e, weights, zeroed, prover, normalise));
    return holds([]) || (keepsEmpty(both, operands, w) && tuples.every(t => t.every(e => vanishesWith(e.term, t[w].term))) && holds(empty));
  });
}

/** Two operands without weight, all 0, give one that is all 0. */
const keepsEmpty = (both: readonly Term[], operands: readonly (readonly Term[])[], weight: number): boolean =>
  both.every((t, k) => k === weight || (t.sort === 'Real' && equalInAllCases(inCase(t, new Set(operands.flat()), new Set()), zero)));

/** Whether a component is 0 wherever the weight is. */
function vanishesWith(t: Term, weight: Term): boolean {
  if (t === weight) {
    return true;
  }
  return (
    t.sort === 'Real' &&
    casesOf(weight, decide(t, T.eq(weight, zero), true)).every(({ values: [w, value] }) => (T.isNumber(w) && w.value.numerator !== 0n) || equalInAllCases(decide(value, T.eq(w, zero), true), zero))
  );
}

/** left = right, both defined, for all weights that are 0 or at least 1. `zeroed`: what is 0 where a weight is. */
function inEachCase({ left, right }: Equation, weights: readonly Term[], zeroed: readonly (readonly [Term, Term])[], prover: Prover, normalise: Normalise): boolean {
  const used = weights.filter(w => T.some(left, u => u === w) || T.some(right, u => u === w));
  for (let subset = 0; subset < 1 << used.length; subset++) {
    const none = new Set(used.filter((_, k) => (subset >> k) % 2 === 1));
    const some = new Set(used.filter(w => !none.has(w)));
    const gone = new Set([...none, ...zeroed.filter(([, w]) => none.has(w)).map(([t]) => t)]);
    const facts = new Facts(prover, [...some].map(w => T.lt(zero, w)));
    const [l, r] = [left, right].map(t => inCase(t, gone, some));
    const defined = [l, r].every(t => new Definedness(normalise, facts).conditions(t).length === 0);
    if (!defined || !equalInAllCases(l, r, { budget: BUDGET })) {
      return false;
    }
  }
  return true;
}
