/**
 * Real terms as fractions of polynomials, for deciding equations between them: products are multiplied out, exp x · exp y = exp(x + y),
 * and what does not depend on the index of a sum is moved out of it. All operands are finite, or −∞ under an exponential; divisors are
 * not zero. Who uses an equation shows these apart.
 */
import * as T from '../term';
import type { Term } from '../term';

const EXPONENTIALS = ['exp', 'exp2'] as const;
type Exponential = (typeof EXPONENTIALS)[number];

/** coefficient · Π atom · exp(exponents.exp) · exp2(exponents.exp2); atoms sorted by age, repeated for powers. */
type Monomial = { readonly coefficient: T.Q.Rational; readonly atoms: readonly Term[]; readonly exponents: Readonly<Record<Exponential, Polynomial>> };
type Polynomial = ReadonlyMap<string, Monomial>;
export type Fraction = { readonly above: Polynomial; readonly below: Polynomial };

/** Work that one equation may take: monomials built. */
const MAX_MONOMIALS = 4_000;

/** Sums of so few summands are written out. */
const MAX_SPELT_OUT = 4n;

/** The equation is too large to be decided here. */
export class TooLarge extends Error {}

/** What the work gives; null where an equation grows too large on the way. */
export function unlessTooLarge<R>(work: () => R): R | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof TooLarge) {
      return null;
    }
    throw error;
  }
}

const ONE = T.Q.rational(1);
const NOTHING: Polynomial = new Map();
const NO_EXPONENTS = { exp: NOTHING, exp2: NOTHING };

function keyOf(m: Omit<Monomial, 'coefficient'>): string {
  const inner = (p: Polynomial) => [...p].map(([k, x]) => `${k}*${T.Q.toText(x.coefficient)}`).sort().join('+');
  return `${m.atoms.map(a => a.id).join('.')}|${inner(m.exponents.exp)}|${inner(m.exponents.exp2)}`;
}

/** Normal forms of terms, remembered as long as one question is worked on. */
export class Algebra {
  private readonly fractions = new Map<Term, Fraction>();
  private built = 0;

  private polynomial(monomials: Iterable<Monomial>): Polynomial {
    const result = new Map<string, Monomial>();
    for (const m of monomials) {
      if (++this.built > MAX_MONOMIALS) {
        throw new TooLarge();
      }
      const key = keyOf(m);
      const before = result.get(key);
      const coefficient = before ? T.Q.add(before.coefficient, m.coefficient) : m.coefficient;
      if (coefficient.numerator === 0n) {
        result.delete(key);
      } else {
        result.set(key, { ...m, coefficient });
      }
    }
    return result;
  }

  private add(a: Polynomial, b: Polynomial): Polynomial {
    return this.polynomial([...a.values(), ...b.values()]);
  }

  private multiply(a: Polynomial, b: Polynomial): Polynomial {
    const products: Monomial[] = [];
    for (const x of a.values()) {
      for (const y of b.values()) {
        products.push({
          coefficient: T.Q.multiply(x.coefficient, y.coefficient),
          atoms: [...x.atoms, ...y.atoms].sort((s, t) => s.id - t.id),
          exponents: { exp: this.add(x.exponents.exp, y.exponents.exp), exp2: this.add(x.exponents.exp2, y.exponents.exp2) }
        });
      }
    }
    return this.polynomial(products);
  }

  private constant(value: T.Q.Rational): Polynomial {
    return this.polynomial(value.numerator === 0n ? [] : [{ coefficient: value, atoms: [], exponents: NO_EXPONENTS }]);
  }

  private atom(t: Term): Fraction {
    return { above: this.polynomial([{ coefficient: ONE, atoms: [t], exponents: NO_EXPONENTS }]), below: this.constant(ONE) };
  }

  private sum(a: Fraction, b: Fraction): Fraction {
    if (this.same(a.below, b.below)) {
      return this.reduced({ above: this.add(a.above, b.above), below: a.below });
    }
    return this.reduced({ above: this.add(this.multiply(a.above, b.below), this.multiply(b.above, a.below)), below: this.multiply(a.below, b.below) });
  }

  private product(a: Fraction, b: Fraction): Fraction {
    return this.reduced({ above: this.multiply(a.above, b.above), below: this.multiply(a.below, b.below) });
  }

  /** Atoms that divide all monomials above and below are cancelled: they divide, so they are not zero. */
  private reduced(f: Fraction): Fraction {
    const [first] = f.below.values();
    if (f.above.size === 0 || first === undefined || first.atoms.length === 0) {
      return f;
    }
    const all = [...f.above.values(), ...f.below.values()];
    const common = [...new Set(first.atoms)].flatMap(a => Array<Term>(Math.min(...all.map(m => m.atoms.filter(x => x === a).length))).fill(a));
    if (common.length === 0) {
      return f;
    }
    const without = (p: Polynomial): Polynomial => this.polynomial([...p.values()].map(m => ({ ...m, atoms: common.reduce(removed, m.atoms) })));
    return { above: without(f.above), below: without(f.below) };
  }

  same(a: Polynomial, b: Polynomial): boolean {
    return a.size === b.size && [...a].every(([key, m]) => b.has(key) && T.Q.equals(b.get(key)!.coefficient, m.coefficient));
  }

  /** Whether two terms are equal wherever both are defined and their operands finite. */
  equal(s: Term, t: Term): boolean {
    const [a, b] = [this.fraction(s), this.fraction(t)];
    // Division by nothing but zero is equal to nothing.
    return a.below.size > 0 && b.below.size > 0 && this.same(this.multiply(a.above, b.below), this.multiply(b.above, a.below));
  }

  fraction(t: Term): Fraction {
    let known = this.fractions.get(t);
    if (!known) {
      known = this.build(t);
      this.fractions.set(t, known);
    }
    return known;
  }

  private build(t: Term): Fraction {
    if (T.isNumber(t)) {
      return { above: this.constant(t.value), below: this.constant(ONE) };
    }
    if (t.kind === 'reduce' && t.op === 'sum' && t.sort === 'Real') {
      return this.ofSum(t);
    }
    if (t.kind !== 'apply') {
      return this.atom(t);
    }
    switch (t.op) {
      case 'add':
        return t.sort === 'Real' ? t.args.map(a => this.fraction(a)).reduce((a, b) => this.sum(a, b)) : this.atom(t);
      case 'mul':
        return t.sort === 'Real' ? t.args.map(a => this.fraction(a)).reduce((a, b) => this.product(a, b)) : this.atom(t);
      case 'div': {
        const [a, b] = t.args.map(x => this.fraction(x));
        return this.product(a, { above: b.below, below: b.above });
      }
      case 'exp':
      case 'exp2':
        return this.exponential(t.op, t.args[0]);
      case 'toreal':
        return this.embedded(t.args[0]);
      default:
        return this.atom(T.apply(t.op, t.args.map(a => this.canonical(a))));
    }
  }

  private exponential(op: Exponential, argument: Term): Fraction {
    if (argument.kind === 'special' && argument.value === '-inf') {
      return { above: NOTHING, below: this.constant(ONE) };
    }
    const { above, below } = this.fraction(argument);
    const divisor = this.number(below);
    if (divisor === null) {
      return this.atom(T.apply(op, [this.canonical(argument)]));
    }
    const scaled = this.multiply(above, this.constant(T.Q.divide(ONE, divisor)));
    // exp(−∞ + x) = 0 for finite x.
    const lowest = [...scaled.values()].some(m => m.atoms.length === 1 && isMinusInfinity(m.atoms[0]) && m.coefficient.numerator > 0n);
    const monomial = { coefficient: ONE, atoms: [], exponents: { ...NO_EXPONENTS, [op]: scaled } };
    return { above: lowest ? NOTHING : this.polynomial([monomial]), below: this.constant(ONE) };
  }

  /** The number that a polynomial is; null where it is none. */
  private number(p: Polynomial): T.Q.Rational | null {
    if (p.size === 0) {
      return T.Q.rational(0);
    }
    const [m] = p.values();
    return p.size === 1 && m.atoms.length === 0 && m.exponents.exp.size === 0 && m.exponents.exp2.size === 0 ? m.coefficient : null;
  }

  private embedded(t: Term): Fraction {
    if (t.kind === 'reduce' && t.op === 'sum') {
      const { binders, guard, body } = T.open(t);
      return this.fraction(T.reduce('sum', binders, guard, T.apply('toreal', [body])));
    }
    if (T.isApply(t, 'add')) {
      return t.args.map(a => this.embedded(a)).reduce((a, b) => this.sum(a, b));
    }
    const monomials = T.monomials(t).map(m => ({
      coefficient: T.Q.rational(m.coefficient),
      atoms: m.atoms.map(a => T.apply('toreal', [a])).sort((a, b) => a.id - b.id),
      exponents: NO_EXPONENTS
    }));
    return { above: this.polynomial(monomials), below: this.constant(ONE) };
  }

  /** Σ of a fraction whose divisor does not depend on the index: term by term, with constant factors outside. */
  private ofSum(t: T.ReduceTerm): Fraction {
    const opened = T.open(t);
    const [first, ...others] = opened.binders;
    if (others.length === 0 && opened.guard === T.TRUE && T.isNumber(first.extent) && first.extent.value.numerator <= MAX_SPELT_OUT) {
      return this.speltOut(first.variable, Number(first.extent.value.numerator), opened.body);
    }
    const bound = (u: Term) => opened.binders.some(b => T.occurs(b.variable, u));
    let result: Fraction = { above: NOTHING, below: this.constant(ONE) };
    for (const { condition, values: [value] } of casesOf(opened.body)) {
      const guard = T.and(opened.guard, condition);
      if (guard === T.FALSE) {
        continue;
      }
      const body = this.fraction(value);
      if ([...body.below.values()].some(m => bound(this.termOf([m])))) {
        result = this.sum(result, this.atom(T.reduce('sum', opened.binders, guard, this.canonical(value))));
        continue;
      }
      const parts = [...body.above.values()].map((m): Fraction => {
        const split = this.split(m, bound);
        return this.product({ above: this.polynomial([split.outside]), below: this.constant(ONE) }, this.ofPart(opened.binders, guard, split.inside));
      });
      const above = parts.map(p => p.above).reduce((a, b) => this.add(a, b), NOTHING);
      result = this.sum(result, { above, below: body.below });
    }
    return result;
  }

  private speltOut(index: T.VariableTerm, extent: number, body: Term): Fraction {
    const parts = Array.from({ length: Math.max(extent, 0) }, (_, k) => this.fraction(T.substitute(body, new Map<Term, Term>([[index, T.int(k)]]))));
    return parts.reduce((a, b) => this.sum(a, b), { above: NOTHING, below: this.constant(ONE) });
  }

  /** Σ of one monomial; Σ 1 is the number of indices, where that is a variable: counters and block sizes are not negative. */
  private ofPart(binders: readonly T.Binder[], guard: Term, m: Monomial): Fraction {
    const isOne = m.atoms.length === 0 && m.exponents.exp.size === 0 && m.exponents.exp2.size === 0;
    return isOne && guard === T.TRUE && binders.every(b => b.extent.kind === 'variable')
      ? this.embedded(T.mul(T.ONE, ...binders.map(b => b.extent)))
      : this.atom(T.reduce('sum', binders, guard, this.termOf([m])));
  }

  private split(m: Monomial, bound: (t: Term) => boolean): { outside: Monomial; inside: Monomial } {
    const part = (p: Polynomial, wanted: boolean): Polynomial => new Map([...p].filter(([, x]) => bound(this.termOf([x])) === wanted));
    const exponents = (wanted: boolean) => ({ exp: part(m.exponents.exp, wanted), exp2: part(m.exponents.exp2, wanted) });
    return {
      outside: { coefficient: m.coefficient, atoms: m.atoms.filter(a => !bound(a)), exponents: exponents(false) },
      inside: { coefficient: ONE, atoms: m.atoms.filter(bound), exponents: exponents(true) }
    };
  }

  private termOf(monomials: Iterable<Monomial>): Term {
    const sorted = [...monomials].map(m => [keyOf(m), m] as const).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    const terms = sorted.map(([, m]) => {
      const powers = EXPONENTIALS.filter(op => m.exponents[op].size > 0).map(op => T.apply(op, [this.termOf(m.exponents[op].values())]));
      return T.mul(T.real(m.coefficient), ...m.atoms, ...powers);
    });
    return terms.length === 0 ? T.real(0) : T.add(...terms);
  }

  /** One term for all that have the same normal form, as far as it goes. */
  canonical(t: Term): Term {
    if (t.sort !== 'Real') {
      return t;
    }
    const { above, below } = this.fraction(t);
    const divisor = this.number(below);
    if (divisor !== null && divisor.numerator !== 0n) {
      return this.termOf(this.multiply(above, this.constant(T.Q.divide(ONE, divisor))).values());
    }
    return T.apply('div', [this.termOf(above.values()), this.termOf(below.values())]);
  }
}

/** The list without its first occurrence of an atom. */
function removed(atoms: readonly Term[], atom: Term): readonly Term[] {
  const k = atoms.indexOf(atom);
  return [...atoms.slice(0, k), ...atoms.slice(k + 1)];
}

const isMinusInfinity = (t: Term): boolean => t.kind === 'special' && t.value === '-inf';

const MAX_CASES = 16;

/** Terms in one of the cases that the conditions of their choices distinguish. */
type Case = { readonly condition: Term; readonly values: readonly Term[] };

/** Terms without `select`, except inside binders, case by case; the conditions exclude each other and exhaust all cases. */
export function casesOf(...terms: readonly Term[]): Case[] {
  let cases: Case[] = [{ condition: T.TRUE, values: terms }];
  for (;;) {
    const at = cases.findIndex(c => c.values.some(v => conditionIn(v) !== null));
    if (at < 0 || cases.length > MAX_CASES) {
      return cases;
    }
    const { condition, values } = cases[at];
    const c = values.map(conditionIn).find(x => x !== null)!;
    const split = [true, false].map(holds => ({ condition: T.and(condition, holds ? c : T.not(c)), values: values.map(v => decide(v, c, holds)) }));
    cases = [...cases.slice(0, at), ...split.filter(x => x.condition !== T.FALSE), ...cases.slice(at + 1)];
  }
}

/** The condition of a `select` outside of all binders, innermost first; null where there is none. */
function conditionIn(t: Term): Term | null {
  if (t.kind !== 'apply') {
    return null;
  }
  for (const a of t.args) {
    const inner = conditionIn(a);
    if (inner) {
      return inner;
    }
  }
  return T.isApply(t, 'select') ? t.args[0] : null;
}

/** The term where a condition is known. */
export const decide = (t: Term, condition: Term, holds: boolean): Term =>
  T.substitute(t, new Map<Term, Term>([[condition, T.boolean(holds)], [T.not(condition), T.boolean(!holds)]]));

/** Whether two terms are equal in each case that their conditions distinguish; conditions that follow from none are free. */
export function equalInAllCases(s: Term, t: Term): boolean {
  if (s === t) {
    return true;
  }
  if (s.sort !== t.sort) {
    return false;
  }
  const equal = ({ values: [left, right] }: Case): boolean => left === right || (left.sort === 'Real' && new Algebra().equal(left, right));
  return unlessTooLarge(() => casesOf(s, t).every(equal)) ?? false;
}
