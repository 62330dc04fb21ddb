/**
 * Which infinities a term may take, given that it is defined (obligation 6 shows that apart). Contents of tensors and scalars are
 * finite in the real model; infinities come from constants and from extrema over nothing.
 */
import * as T from '../term';
import type { Term } from '../term';
import { inRange, type Facts } from './facts';

export type Infinities = { readonly plus: boolean; readonly minus: boolean };
const NONE: Infinities = { plus: false, minus: false };
const join = (a: Infinities, b: Infinities): Infinities => ({ plus: a.plus || b.plus, minus: a.minus || b.minus });
const either = (a: Infinities): boolean => a.plus || a.minus;

export type Range = { readonly binders: readonly T.Binder[]; readonly guard: Term };
export const rangeFacts = (binders: readonly T.Binder[]): Term[] => binders.map(b => inRange(b.variable, b.extent));

/** Whether some value of the binders satisfies the guard: index 0 is tried, then the bounds that the guard itself names, then the last index. */
export function isInhabited({ binders, guard }: Range, facts: Facts): boolean {
  const atZero = new Map<Term, Term>(binders.map(b => [b.variable, T.ZERO]));
  const holdsAt = (map: ReadonlyMap<Term, Term>) => isInhabitedAt(binders, guard, map, facts);
  if (holdsAt(atZero)) {
    return true;
  }
  // A guard `k = e` or `e ≤ k` names its own witness.
  for (const c of T.conjuncts(guard)) {
    for (const b of binders) {
      const witness = solveFor(b.variable, c);
      if (witness && holdsAt(new Map([...atZero, [b.variable, witness]]))) {
        return true;
      }
    }
  }
  const fixed = binders.filter(b => !binders.some(x => T.occurs(x.variable, b.extent)));
  return guard !== T.TRUE && fixed.some(b => holdsAt(new Map([...atZero, [b.variable, T.sub(b.extent, T.ONE)]])));
}

const isInhabitedAt = (binders: readonly T.Binder[], guard: Term, at: ReadonlyMap<Term, Term>, facts: Facts): boolean =>
  binders.every(b => facts.holds(inRange(at.get(b.variable)!, T.substitute(b.extent, at)))) && facts.holds(T.substitute(guard, at));

/** e such that the condition is `v = e`, `e ≤ v` or `v ≤ e`; null when v does not stand alone in it. */
function solveFor(v: T.VariableTerm, condition: Term): Term | null {
  if (!(T.isApply(condition, 'eq') || T.isApply(condition, 'lt')) || condition.args[0].sort !== 'Int') {
    return null;
  }
  const d = T.sub(condition.args[0], condition.args[1]);
  const shift = T.isApply(condition, 'lt') ? T.ONE : T.ZERO;
  const lower = T.add(d, v); // d = e − v: v ≥ e + 1
  if (!T.occurs(v, lower)) {
    return T.add(lower, shift);
  }
  const upper = T.sub(d, v); // d = v − e: v ≤ e − 1
  return T.occurs(v, upper) ? null : T.sub(T.neg(upper), shift);
}

/** Variables that stand for values which may be infinite, by the hint in their name. */
const EXTENDED: Readonly<Record<string, Infinities>> = {
  plus: { plus: true, minus: false },
  minus: { plus: false, minus: true },
  extended: { plus: true, minus: true }
};

/** The hint for a variable that may take these infinities. */
export const hintFor = ({ plus, minus }: Infinities): string => (plus ? (minus ? 'extended' : 'plus') : minus ? 'minus' : 's');

export function infinitiesOf(t: Term, facts: Facts): Infinities {
  const near = facts.about(t);
  return t.kind === 'apply' || t.kind === 'reduce' || t.kind === 'recur' ? near.once('infinities', t, () => infinitiesUnder(t, near)) : infinitiesUnder(t, near);
}

function infinitiesUnder(t: Term, facts: Facts): Infinities {
  const found = byStructure(t, facts);
  if (!either(found) || t.kind === 'special') {
    return found;
  }
  const excluded = (value: 'inf' | '-inf') => facts.hypotheses.includes(T.not(T.eq(t, T.special(value))));
  return { plus: found.plus && !excluded('inf'), minus: found.minus && !excluded('-inf') };
}

function byStructure(t: Term, facts: Facts): Infinities {
  switch (t.kind) {
    case 'variable':
      return EXTENDED[/^(\w+)%/.exec(t.name)?.[1] ?? ''] ?? NONE;
    case 'special':
      return { plus: t.value === 'inf', minus: t.value === '-inf' };
    case 'apply': {
      if (t.sort === 'Bool' || t.sort === 'Int') {
        return NONE;
      }
      if (t.op === 'select') {
        const [then, otherwise] = [infinitiesOf(t.args[1], facts.within(t.args[0], t.args[0])), infinitiesOf(t.args[2], facts.within(T.not(t.args[0]), t.args[0]))];
        // A branch that is never taken counts only where it would add something.
        const never = either(otherwise) && !either(then) && facts.holds(t.args[0]);
        return never ? then : join(then, otherwise);
      }
      const args = t.args.map(a => infinitiesOf(a, facts));
      switch (t.op) {
        case 'exp':
        case 'exp2':
        case 'expm1':
          return { plus: args[0].plus, minus: false };
        case 'sigmoid':
        case 'tanh':
        case 'erf':
        case 'atan':
          return NONE;
        case 'max2':
          return { plus: args.some(a => a.plus), minus: args.every(a => a.minus) };
        case 'min2':
          return { plus: args.every(a => a.plus), minus: args.some(a => a.minus) };
        case 'abs':
          return { plus: either(args[0]), minus: false };
        case 'add':
          return args.reduce(join);
        default: {
          const any = args.some(either);
          return { plus: any, minus: any };
        }
      }
    }
    case 'reduce': {
      if (t.sort !== 'Real') {
        return NONE;
      }
      const opened = facts.open(t);
      const inner = facts.with(...rangeFacts(opened.binders), opened.guard);
      const body = infinitiesOf(opened.body, inner);
      if (t.op === 'max') {
        return { plus: body.plus, minus: (body.minus || !isInhabited(opened, facts)) && firstOf(opened, facts)?.minus !== false };
      }
      if (t.op === 'min') {
        return { plus: (body.plus || !isInhabited(opened, facts)) && firstOf(opened, facts)?.plus !== false, minus: body.minus };
      }
      return t.op === 'prod' && either(body) ? { plus: true, minus: true } : body;
    }
    case 'recur':
      return infinitiesOfStates(t, facts)[t.component];
    default:
      return NONE;
  }
}

/** The infinities of the first element of a range; null where it is not seen to be in it. An extremum is no less than any of its elements, or no more. */
function firstOf({ binders, guard, body }: Range & { readonly body: Term }, facts: Facts): Infinities | null {
  const atZero = new Map<Term, Term>(binders.map(b => [b.variable, T.ZERO]));
  return isInhabitedAt(binders, guard, atZero, facts) ? infinitiesOf(T.substitute(body, atZero), facts) : null;
}

/** For each state of a recurrence the least choice of infinities that holds at first and is kept by a step. */
export function infinitiesOfStates(t: T.RecurTerm, facts: Facts): Infinities[] {
  let taken = t.initial.map(s => infinitiesOf(s, facts));
  for (;;) {
    const { index, updates } = T.openRecur(t, taken.map(hintFor));
    const inner = facts.with(inRange(index, t.count));
    const next = updates.map((u, k) => join(taken[k], infinitiesOf(u, inner)));
    if (next.every((n, k) => n.plus === taken[k].plus && n.minus === taken[k].minus)) {
      return taken;
    }
    taken = next;
  }
}

export const isFinite = (t: Term, facts: Facts): boolean => !either(infinitiesOf(t, facts));

/** What is known of a finite real's sign. */
export type Sign = 'positive' | 'nonnegative' | 'negative' | 'nonpositive' | 'zero' | 'unknown';

const mirrored: Readonly<Record<Sign, Sign>> = {
  positive: 'negative',
  nonnegative: 'nonpositive',
  negative: 'positive',
  nonpositive: 'nonnegative',
  zero: 'zero',
  unknown: 'unknown'
};
const isLow = (s: Sign) => s === 'positive' || s === 'nonnegative' || s === 'zero';

function signOfSum(signs: readonly Sign[]): Sign {
  if (signs.every(isLow)) {
    return signs.includes('positive') ? 'positive' : signs.every(s => s === 'zero') ? 'zero' : 'nonnegative';
  }
  const mirror = signs.map(s => mirrored[s]);
  if (mirror.every(isLow)) {
    return mirror.includes('positive') ? 'negative' : 'nonpositive';
  }
  return 'unknown';
}

function signOfProduct(a: Sign, b: Sign): Sign {
  if (a === 'zero' || b === 'zero') {
    return 'zero';
  }
  if (a === 'unknown' || b === 'unknown') {
    return 'unknown';
  }
  const strict = (a === 'positive' || a === 'negative') && (b === 'positive' || b === 'negative');
  const same = isLow(a) === isLow(b);
  return same ? (strict ? 'positive' : 'nonnegative') : strict ? 'negative' : 'nonpositive';
}

/** The sign of a defined, finite term; shown by structure and by what the facts say of the term itself. */
export function signOf(t: Term, facts: Facts): Sign {
  if (t.sort === 'Int') {
    return signOfInteger(t, facts);
  }
  const near = facts.about(t);
  return near.once('sign', t, () => signUnder(t, near));
}

function signUnder(t: Term, facts: Facts): Sign {
  const zero = T.real(0);
  if (facts.hypotheses.includes(T.lt(zero, t))) {
    return 'positive';
  }
  if (facts.hypotheses.includes(T.lt(t, zero))) {
    return 'negative';
  }
  switch (t.kind) {
    case 'number':
      return t.value.numerator > 0n ? 'positive' : t.value.numerator < 0n ? 'negative' : 'zero';
    case 'reduce': {
      if (t.sort !== 'Real') {
        return 'unknown';
      }
      const opened = facts.open(t);
      const body = signOf(opened.body, facts.with(...rangeFacts(opened.binders), opened.guard));
      if (t.op === 'sum') {
        const strict = body === 'positive' || body === 'negative';
        if (body === 'nonnegative' && isPositiveAtZero(opened, facts)) {
          return 'positive';
        }
        return !strict || isInhabited(opened, facts) ? body : body === 'positive' ? 'nonnegative' : 'nonpositive';
      }
      if (t.op === 'prod') {
        // A product over nothing is 1.
        return body === 'positive' ? body : isLow(body) ? 'nonnegative' : 'unknown';
      }
      // A maximum over nothing is −∞, which another maximum around it may hide.
      return t.op === 'min' || (t.op === 'max' && isInhabited(opened, facts)) ? (isLow(body) ? body : 'unknown') : 'unknown';
    }
    case 'recur':
      return signOfRecurrence(t, facts);
    case 'apply':
      return signOfApplication(t, facts);
    default:
      return facts.hypotheses.includes(T.lt(zero, t)) ? 'positive' : facts.hypotheses.includes(T.le(zero, t)) ? 'nonnegative' : 'unknown';
  }
}

/** Whether the first element of a range is in it and positive: then so is the sum, where no element is negative. */
function isPositiveAtZero({ binders, guard, body }: Range & { readonly body: Term }, facts: Facts): boolean {
  const atZero = new Map<Term, Term>(binders.map(b => [b.variable, T.ZERO]));
  return isInhabitedAt(binders, guard, atZero, facts) && signOf(T.substitute(body, atZero), facts) === 'positive';
}

/** Sums by their summands and parts, which the facts say nothing of as a whole. */
function signOfInteger(t: Term, facts: Facts): Sign {
  if (t.kind === 'reduce' && t.op === 'sum') {
    const opened = facts.open(t);
    const body = signOfInteger(opened.body, facts.with(...rangeFacts(opened.binders), opened.guard));
    return body === 'positive' && !isInhabited(opened, facts) ? 'nonnegative' : body;
  }
  if (T.isApply(t, 'add') && t.args.some(a => a.kind === 'reduce')) {
    return signOfSum(t.args.map(a => signOfInteger(a, facts)));
  }
  return facts.holds(T.lt(T.ZERO, t)) ? 'positive' : facts.holds(T.le(T.ZERO, t)) ? 'nonnegative' : 'unknown';
}

/** Whether a condition asks if a value is an infinity that it never is. */
function asksForExcluded(condition: Term, facts: Facts): boolean {
  const special = T.isApply(condition, 'eq') ? condition.args.findIndex(a => a.kind === 'special') : -1;
  if (!T.isApply(condition, 'eq') || special < 0) {
    return false;
  }
  const { plus, minus } = infinitiesOf(condition.args[1 - special], facts);
  const asked = condition.args[special];
  return asked === T.special('inf') ? !plus : asked === T.special('-inf') && !minus;
}

/** A sign that all states have at first and that a step keeps, where they have it before; for finite states. */
function signOfRecurrence(t: T.RecurTerm, facts: Facts): Sign {
  const { index, states, initial, updates } = T.openRecur(t, infinitiesOfStates(t, facts).map(hintFor));
  const inner = facts.with(inRange(index, t.count));
  const strength = (s: Sign): 0 | 1 | 2 => (s === 'positive' ? 2 : isLow(s) ? 1 : 0);
  let signs = states.map((v, k) => (v.sort === 'Real' ? strength(signOf(initial[k], facts)) : 0));
  for (;;) {
    const known = inner.with(...states.flatMap((v, k) => (signs[k] === 2 ? [T.lt(T.real(0), v)] : signs[k] === 1 ? [T.le(T.real(0), v)] : [])));
    const next = updates.map((u, k) => Math.min(signs[k], signs[k] === 0 ? 0 : strength(signOf(u, known))) as 0 | 1 | 2);
    if (next.every((n, k) => n === signs[k])) {
      return signs[t.component] === 2 ? 'positive' : signs[t.component] === 1 ? 'nonnegative' : 'unknown';
    }
    signs = next;
  }
}

function signOfApplication(t: T.ApplyTerm, facts: Facts): Sign {
  const sign = (k: number) => signOf(t.args[k], facts);
  switch (t.op) {
    case 'add':
      return signOfSum(t.args.map(a => signOf(a, facts)));
    case 'mul': {
      // Pairs of equal factors are squares.
      const counts = new Map<Term, number>();
      t.args.forEach(a => counts.set(a, (counts.get(a) ?? 0) + 1));
      let result: Sign = 'positive';
      for (const [a, n] of counts) {
        const own = signOf(a, facts);
        const power: Sign = n % 2 === 1 ? own : own === 'unknown' || own === 'nonnegative' || own === 'nonpositive' ? 'nonnegative' : own === 'zero' ? 'zero' : 'positive';
        result = signOfProduct(result, power);
      }
      return result;
    }
    case 'div':
      return signOfProduct(sign(0), sign(1));
    case 'exp':
    case 'exp2':
    case 'sigmoid':
      // exp(−∞) is 0.
      return infinitiesOf(t.args[0], facts).minus ? 'nonnegative' : 'positive';
    case 'cosh':
      return 'positive';
    case 'abs':
      return sign(0) === 'positive' || sign(0) === 'negative' ? 'positive' : 'nonnegative';
    case 'sqrt':
      return sign(0) === 'positive' ? 'positive' : 'nonnegative';
    case 'tanh':
    case 'erf':
    case 'atan':
    case 'sinh':
      return sign(0);
    case 'toreal':
      return signOf(t.args[0], facts);
    case 'max2': {
      const signs = t.args.map(a => signOf(a, facts));
      return signs.includes('positive') ? 'positive' : signs.some(isLow) ? 'nonnegative' : 'unknown';
    }
    case 'min2': {
      const signs = t.args.map(a => signOf(a, facts));
      return signs.every(s => s === 'positive') ? 'positive' : signs.every(isLow) ? 'nonnegative' : 'unknown';
    }
    case 'select': {
      if (asksForExcluded(t.args[0], facts)) {
        return sign(2);
      }
      const then = signOf(t.args[1], facts.within(t.args[0], t.args[0]));
      const otherwise = signOf(t.args[2], facts.within(T.not(t.args[0]), t.args[0]));
      return then === otherwise ? then : isLow(then) && isLow(otherwise) ? 'nonnegative' : 'unknown';
    }
    default:
      return 'unknown';
  }
}
