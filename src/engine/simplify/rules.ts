/**
 * Local rules on applications: name, law as a mathematician reads it, and the rewriting. Every operand is defined where its
 * context is (obligation 6), and finite where `isFinite` says so; a rule that needs more asks the facts, and unknown does not fire.
 * `law` gives instances over fresh variables for the proof in the test suite.
 */
import * as T from '../term';
import type { ApplyTerm, OperationName, Term } from '../term';
import type { Facts } from '../verify/facts';
import { isFinite, signOf } from '../verify/finite';
import { exactDivision } from '../verify/contract';
import { recombine, splitBy } from '../verify/layout';

export type Rule = {
  readonly name: string;
  readonly law: string;
  readonly ops: readonly OperationName[];
  readonly rewrite: (t: ApplyTerm, facts: Facts) => Term | null;
};

const rule = (name: string, law: string, ops: readonly OperationName[], rewrite: Rule['rewrite']): Rule => ({ name, law, ops, rewrite });

const special = (t: Term): 'inf' | '-inf' | null => (t.kind === 'special' && t.value !== 'undefined' ? t.value : null);
const INF = T.special('inf');
const MINUS_INF = T.special('-inf');
const others = (t: ApplyTerm, k: number) => t.args.filter((_, m) => m !== k);

/** Values of functions at −∞ and +∞. */
const limits: Readonly<Partial<Record<OperationName, readonly [Term | null, Term | null]>>> = {
  exp: [T.real(0), INF],
  exp2: [T.real(0), INF],
  expm1: [T.real(-1), INF],
  sigmoid: [T.real(0), T.real(1)],
  tanh: [T.real(-1), T.real(1)],
  erf: [T.real(-1), T.real(1)],
  log: [null, INF],
  log2: [null, INF],
  sqrt: [null, INF],
  abs: [INF, INF]
};

/** Values of functions at 0. */
const atZero: Readonly<Partial<Record<OperationName, Term>>> = {
  exp: T.real(1),
  exp2: T.real(1),
  tanh: T.real(0),
  erf: T.real(0),
  sqrt: T.real(0),
  sin: T.real(0),
  cos: T.real(1),
  expm1: T.real(0),
  log1p: T.real(0),
  abs: T.real(0)
};

function divisionRule(t: ApplyTerm, facts: Facts): Term | null {
  const [a, b] = t.args;
  if (!facts.holds(T.lt(T.ZERO, b))) {
    return null;
  }
  const { quotient, rest } = splitBy(a, b);
  const within = facts.holds(T.le(T.ZERO, rest)) && facts.holds(T.lt(rest, b));
  if (t.op === 'floordiv') {
    return within ? quotient : quotient === T.ZERO ? null : T.add(quotient, T.apply('floordiv', [rest, b]));
  }
  return within ? rest : quotient === T.ZERO ? null : T.apply('mod', [rest, b]);
}

/** Sums with a bool times a number: one of two exclusive indicators holds. */
function indicatorSum(t: ApplyTerm): Term | null {
  if (t.sort !== 'Int') {
    return null;
  }
  const indicator = (x: Term): x is ApplyTerm => T.isApply(x, 'select') && x.args[2] === T.ZERO && x.args[1].sort === 'Int';
  const list = T.monomials(t).flatMap((m, at) => m.atoms.filter(indicator).map(i => ({ at, i, factor: T.mul(i.args[1], T.fromMonomials([{ coefficient: m.coefficient, atoms: m.atoms.filter(a => a !== i) }])) })));
  for (const x of list) {
    const y = list.find(o => o.at > x.at && o.i.args[0] === T.not(x.i.args[0]));
    if (y) {
      const rest = T.fromMonomials(T.monomials(t).filter((_, at) => at !== x.at && at !== y.at));
      const common = T.fromMonomials([{ coefficient: 1n, atoms: T.monomials(x.factor).flatMap(m => m.atoms.filter(a => T.monomials(y.factor).some(o => o.atoms.includes(a)))) }]);
      const [a, b] = [splitBy(x.factor, common), splitBy(y.factor, common)];
      const isCommon = a.rest === T.ZERO && b.rest === T.ZERO;
      return T.add(rest, isCommon ? T.mul(common, T.select(x.i.args[0], a.quotient, b.quotient)) : T.select(x.i.args[0], x.factor, y.factor));
    }
  }
  return null;
}

/** Whether x < n·b follows from an upper bound that the facts put on n·b; so a flat index below the extent lies in one of the tiles. */
function quotientBelow(t: ApplyTerm, facts: Facts): Term | null {
  const [quotient, bound] = t.args;
  if (!T.isApply(quotient, 'floordiv') || !facts.holds(T.lt(T.ZERO, quotient.args[1]))) {
    return null;
  }
  const [x, b] = quotient.args;
  const limit = T.mul(bound, b);
  const excesses = facts.hypotheses.filter((h): h is ApplyTerm => T.isApply(h, 'lt') && h.args[0].sort === 'Int' && T.some(h, u => u === limit)).map(h => T.sub(h.args[0], h.args[1]));
  // e < 0 is known of each excess e, so that x − n·b ≤ e suffices.
  return excesses.some(e => facts.holds(T.le(T.sub(x, limit), e))) ? T.TRUE : null;
}

/** Whether the facts say that the divisor divides the total. */
const divides = (total: Term, divisor: Term, facts: Facts): boolean => facts.hypotheses.includes(exactDivision(total, divisor));

function exactQuotient(t: ApplyTerm, facts: Facts): Term | null {
  const [a, b] = t.args;
  const shift = T.fromMonomials(T.monomials(a).filter(m => m.atoms.length === 0));
  const total = T.sub(a, shift);
  if (shift === T.ZERO || !divides(total, b, facts)) {
    return null;
  }
  const quotient = T.apply('floordiv', [total, b]);
  if (facts.holds(T.and(T.le(T.ZERO, shift), T.lt(shift, b)))) {
    return quotient;
  }
  return facts.holds(T.and(T.lt(shift, T.ZERO), T.le(T.ZERO, T.add(shift, b)))) ? T.sub(quotient, T.ONE) : null;
}

function exactBound(t: ApplyTerm, facts: Facts): Term | null {
  const [a, b] = t.args;
  const [m, ...more] = T.monomials(a);
  if (a.sort !== 'Int' || m === undefined || more.length > 0 || b.kind !== 'variable') {
    return null;
  }
  const divisor = m.atoms.find(x => divides(b, x, facts) && facts.holds(T.lt(T.ZERO, x)));
  return divisor ? T.lt(splitBy(a, divisor).quotient, T.apply('floordiv', [b, divisor])) : null;
}

/** q · B in a product, where q = K div B is exact. */
function exactProduct(t: ApplyTerm, facts: Facts): Term | null {
  if (t.sort !== 'Int') {
    return null;
  }
  for (const m of T.monomials(t)) {
    for (const atom of m.atoms) {
      if (!T.isApply(atom, 'floordiv') || !divides(atom.args[0], atom.args[1], facts)) {
        continue;
      }
      const own = T.fromMonomials([m]);
      const { quotient, rest } = splitBy(own, T.mul(atom, atom.args[1]));
      if (rest === T.ZERO) {
        return T.add(T.sub(t, own), T.mul(quotient, atom.args[0]));
      }
    }
  }
  return null;
}

/** Where the condition fails, a factor is 0: there both branches are one. */
function choiceAtZero(t: ApplyTerm, facts: Facts): Term | null {
  const [condition, then, otherwise] = t.args;
  if (!T.isApply(condition, 'lt') || condition.args[0] !== T.ZERO) {
    return null;
  }
  const [product, ...more] = T.monomials(condition.args[1]);
  for (const v of more.length > 0 ? [] : new Set(product.atoms)) {
    const rest = T.fromMonomials([{ coefficient: product.coefficient, atoms: product.atoms.filter(a => a !== v) }]);
    const atZero = (u: Term): Term => T.substitute(u, new Map<Term, Term>([[v, T.ZERO]]));
    if (v.kind === 'variable' && atZero(then) === atZero(otherwise) && facts.holds(T.lt(T.ZERO, rest)) && facts.holds(T.le(T.ZERO, v))) {
      return then;
    }
  }
  return null;
}

/** Compares number constants inside the branches of a select with a number. */
function compareBranches(t: ApplyTerm): Term | null {
  for (const [k, m] of [[0, 1], [1, 0]] as const) {
    const [chosen, fixed] = [t.args[k], t.args[m]];
    if (T.isApply(chosen, 'select') && T.isNumber(fixed) && chosen.args.slice(1).some(T.isNumber)) {
      const on = (x: Term) => T.apply(t.op, k === 0 ? [x, fixed] : [fixed, x]);
      return T.select(chosen.args[0], on(chosen.args[1]), on(chosen.args[2]));
    }
  }
  return null;
}

export const rules: readonly Rule[] = [
  rule('limit', 'f(±∞) = lim f', Object.keys(limits) as OperationName[], t => {
    const s = special(t.args[0]);
    return s === null ? null : limits[t.op]![s === 'inf' ? 1 : 0];
  }),
  rule('at-zero', 'f(0)', Object.keys(atZero) as OperationName[], t => (T.isValue(t.args[0], 0) ? atZero[t.op]! : null)),
  rule('log-one', 'log 1 = 0', ['log', 'log2', 'log10'], t => (T.isValue(t.args[0], 1) ? T.real(0) : null)),
  rule('sqrt-square', '√(c²) = c, c a number', ['sqrt'], t => {
    const a = t.args[0];
    if (!T.isNumber(a) || a.value.numerator < 0n) {
      return null;
    }
    const root = (n: bigint) => BigInt(Math.round(Math.sqrt(Number(n))));
    const [p, q] = [root(a.value.numerator), root(a.value.denominator)];
    return p * p === a.value.numerator && q * q === a.value.denominator ? T.real(T.Q.rational(p, q)) : null;
  }),
  rule('add-infinity', '±∞ + x = ±∞, x finite', ['add'], (t, facts) => {
    const k = t.args.findIndex(a => special(a) !== null);
    return k >= 0 && t.sort === 'Real' && others(t, k).every(a => isFinite(a, facts)) ? t.args[k] : null;
  }),
  rule('collect-embedded', 'f · real(a) + f · real(b) = f · real(a + b)', ['add'], t => {
    if (t.sort !== 'Real') {
      return null;
    }
    const split = (x: Term) => {
      const factors = T.isApply(x, 'mul') ? x.args : [x];
      const at = factors.findIndex(f => T.isApply(f, 'toreal'));
      return at < 0 ? null : { integer: (factors[at] as ApplyTerm).args[0], rest: factors.filter((_, k) => k !== at) };
    };
    for (const [k, x] of t.args.entries()) {
      const own = split(x);
      for (const [m, y] of t.args.entries()) {
        const other = m > k && own ? split(y) : null;
        if (own && other && own.rest.length === other.rest.length && own.rest.every((f, n) => f === other.rest[n])) {
          const joined = T.mul(T.apply('toreal', [T.add(own.integer, other.integer)]), ...own.rest);
          return T.add(joined, ...t.args.filter((_, n) => n !== k && n !== m), T.real(0));
        }
      }
    }
    return null;
  }),
  rule('mul-zero', '0 · x = 0, x finite', ['mul'], (t, facts) => {
    const k = t.sort === 'Real' ? t.args.findIndex(a => T.isValue(a, 0)) : -1;
    return k >= 0 && others(t, k).every(a => isFinite(a, facts)) ? T.real(0) : null;
  }),
  rule('mul-infinity', '±∞ · c = ±∞ with the sign of c', ['mul'], (t, facts) => {
    const k = t.sort === 'Real' ? t.args.findIndex(a => special(a) !== null) : -1;
    if (k < 0) {
      return null;
    }
    const rest = T.mul(...others(t, k));
    const sign = isFinite(rest, facts) ? signOf(rest, facts) : 'unknown';
    const positive = special(t.args[k]) === 'inf';
    return sign === 'positive' ? t.args[k] : sign === 'negative' ? (positive ? MINUS_INF : INF) : null;
  }),
  rule('div-zero', '0 / x = 0, x ≠ 0', ['div'], t => (T.isValue(t.args[0], 0) ? T.real(0) : null)),
  rule('div-infinity', 'x / ±∞ = 0, x finite', ['div'], (t, facts) =>
    special(t.args[1]) !== null && isFinite(t.args[0], facts) ? T.real(0) : null
  ),
  rule('infinity-div', '±∞ / c = ±∞, c > 0', ['div'], (t, facts) =>
    special(t.args[0]) !== null && isFinite(t.args[1], facts) && signOf(t.args[1], facts) === 'positive' ? t.args[0] : null
  ),
  rule('times-reciprocal', 'x · (1 / y) = x / y', ['mul'], t => {
    const k = t.sort === 'Real' ? t.args.findIndex(a => T.isApply(a, 'div') && T.isValue(a.args[0], 1)) : -1;
    return k < 0 ? null : T.apply('div', [T.mul(...others(t, k)), (t.args[k] as ApplyTerm).args[1]]);
  }),
  rule('max-infinity', 'max(−∞, x) = x, max(∞, x) = ∞', ['max2'], t => {
    if (t.args.includes(INF)) {
      return INF;
    }
    const rest = t.args.filter(a => a !== MINUS_INF);
    return rest.length === t.args.length ? null : rest.length === 0 ? MINUS_INF : T.apply('max2', rest);
  }),
  rule('min-infinity', 'min(∞, x) = x, min(−∞, x) = −∞', ['min2'], t => {
    if (t.args.includes(MINUS_INF)) {
      return MINUS_INF;
    }
    const rest = t.args.filter(a => a !== INF);
    return rest.length === t.args.length ? null : rest.length === 0 ? INF : T.apply('min2', rest);
  }),
  rule('compare-infinity', '−∞ < x < ∞, x finite', ['lt', 'le', 'eq'], (t, facts) => {
    const [a, b] = t.args;
    const [s, u] = [special(a), special(b)];
    if (s !== null && u !== null) {
      return T.boolean(t.op === 'eq' ? s === u : t.op === 'le' ? s === '-inf' || u === 'inf' : s === '-inf' && u === 'inf');
    }
    if (s !== null && isFinite(b, facts)) {
      return T.boolean(t.op !== 'eq' && s === '-inf');
    }
    return u !== null && isFinite(a, facts) ? T.boolean(t.op !== 'eq' && u === 'inf') : null;
  }),
  rule('compare-branches', '(c ? m : x) ⋈ n = c ? (m ⋈ n) : (x ⋈ n), m and n numbers', ['lt', 'le', 'eq'], compareBranches),
  rule('compare-embedded', 'real(a) ⋈ real(b) = a ⋈ b', ['lt', 'le', 'eq'], t => {
    const unembed = (x: Term): Term | null =>
      T.isApply(x, 'toreal') ? x.args[0] : T.isNumber(x) && x.sort === 'Real' && T.Q.isInteger(x.value) ? T.int(x.value.numerator) : null;
    const [a, b] = [unembed(t.args[0]), unembed(t.args[1])];
    return t.args[0].sort === 'Real' && a && b ? T.apply(t.op, [a, b]) : null;
  }),
  rule('mul-mask', '(c ? 1 : 0) · x = c ? x : 0, x finite', ['mul'], (t, facts) => {
    const k = t.args.findIndex(a => T.isApply(a, 'select') && T.isNumber(a.args[1]) && T.isNumber(a.args[2]) && (T.isValue(a.args[1], 0) || T.isValue(a.args[2], 0)));
    if (k < 0 || !others(t, k).every(a => isFinite(a, facts))) {
      return null;
    }
    const mask = t.args[k] as ApplyTerm;
    const rest = others(t, k);
    const on = (x: Term) => (T.isValue(x, 0) ? x : T.mul(x, ...rest));
    return T.select(mask.args[0], on(mask.args[1]), on(mask.args[2]));
  }),
  rule('below-minimum', 'a < min(x, y) ⟺ a < x ∧ a < y, max(x, y) < a ⟺ x < a ∧ y < a', ['lt'], t => {
    if (t.args[0].sort !== 'Int') {
      return null;
    }
    const difference = T.sub(t.args[0], t.args[1]);
    for (const m of T.monomials(difference)) {
      const [extremum] = m.atoms;
      const both = m.atoms.length === 1 && ((m.coefficient === -1n && T.isApply(extremum, 'min2')) || (m.coefficient === 1n && T.isApply(extremum, 'max2')));
      if (both && extremum.kind === 'apply') {
        const sign = T.int(m.coefficient);
        const rest = T.sub(difference, T.mul(sign, extremum));
        return T.and(...extremum.args.map(a => T.lt(T.add(rest, T.mul(sign, a)), T.ZERO)));
      }
    }
    return null;
  }),
  rule('truncating', 'truncated division of non-negatives is floored division', ['truncdiv', 'truncmod'], (t, facts) =>
    facts.holds(T.le(T.ZERO, t.args[0])) && facts.holds(T.lt(T.ZERO, t.args[1]))
      ? T.apply(t.op === 'truncdiv' ? 'floordiv' : 'mod', t.args)
      : null
  ),
  rule('recombine', '(x div c) · c + x mod c = x', ['add'], t => {
    const whole = t.sort === 'Int' ? recombine(t) : t;
    return whole === t ? null : whole;
  }),
  rule('division', '(q·b + r) div b = q, (q·b + r) mod b = r, for 0 ≤ r < b', ['floordiv', 'mod'], divisionRule),
  rule('indicator-sum', '(c ? x : 0) + (¬c ? y : 0) = (c ? x : y)', ['add'], indicatorSum),
  rule('choice-at-zero', '(0 < p · v ? a : b) = a, where a = b at v = 0, for p > 0 and v ≥ 0', ['select'], choiceAtZero),
  rule('equal-where-chosen', '(c ? a : b) = b, where c implies a = b', ['select'], (t, facts) => {
    const [c, a, b] = t.args;
    if (t.sort !== 'Int' || !(T.isNumber(a) || T.isNumber(b)) || T.some(t, u => u.kind === 'read')) {
      return null;
    }
    return facts.with(c).holds(T.eq(a, b)) ? b : facts.with(T.not(c)).holds(T.eq(a, b)) ? a : null;
  }),
  rule('quotient-below', 'x div b < n, where x < n·b and 0 < b', ['lt'], quotientBelow),
  rule('exact-quotient', '(K + c) div B = K div B for 0 ≤ c < B, and one less for −B ≤ c < 0, where B divides K', ['floordiv'], exactQuotient),
  rule('exact-bound', 'x · B < K = x < K div B, where B divides K', ['lt'], exactBound),
  rule('exact-product', '(K div B) · B = K, where B divides K', ['mul', 'add'], exactProduct),
  rule('extremum-known', 'max(a, b) = a where b ≤ a', ['max2', 'min2'], (t, facts) => {
    if (t.sort !== 'Int' || t.args.length !== 2) {
      return null;
    }
    const [a, b] = t.args;
    const first = t.op === 'max2' ? T.le(b, a) : T.le(a, b);
    const second = t.op === 'max2' ? T.le(a, b) : T.le(b, a);
    return facts.holds(first) ? a : facts.holds(second) ? b : null;
  }),
  rule('abs-known', '|x| = x where x ≥ 0', ['intabs'], (t, facts) => (facts.holds(T.le(T.ZERO, t.args[0])) ? t.args[0] : null)),
  rule('floor-integer', '⌊real(i)⌋ = i', ['floor', 'ceil', 'round'], t => (T.isApply(t.args[0], 'toreal') ? t.args[0] : null)),
  rule('log-exp', 'log(exp x) = x', ['log'], t => (T.isApply(t.args[0], 'exp') ? t.args[0].args[0] : null))
];

const byOperation = new Map<OperationName, Rule[]>();
for (const r of rules) {
  for (const op of r.ops) {
    byOperation.set(op, [...(byOperation.get(op) ?? []), r]);
  }
}
export const rulesFor = (op: OperationName): readonly Rule[] => byOperation.get(op) ?? [];
