/**
 * Real terms as fractions of polynomials, for deciding equations between them: products are multiplied out, exp x · exp y = exp(x + y),
 * and what does not depend on the index of a sum is moved out of it. All operands are finite, or −∞ under an exponential; divisors are
 * not zero. Who uses an equation shows these apart.
 */
import * as T from '../term';
import type { Term } from '../term';
import { Arithmetic, DivisionByZero, isConstant, NOTHING, samePolynomial, termOf, termOfFraction, TooLarge, type Exponential, type Fraction, type Monomial, type Polynomial } from './polynomials';

/** Work that one equation may take: monomials built. */
const BUDGET = 12_000;

/** Sums of so few summands are written out. */
const MAX_SPELT_OUT = 4n;

const ONE = T.Q.rational(1);

/** What the work gives; null where an equation grows too large on the way, or divides by zero. */
export function unlessTooLarge<R>(work: () => R): R | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof TooLarge || error instanceof DivisionByZero) {
      return null;
    }
    throw error;
  }
}

/** What is known where an equation is asked for. */
export type Known = {
  readonly budget?: number;
  /** Extents that are at least 1. */
  readonly inhabited?: readonly Term[];
  /** Terms that are above 0. */
  readonly positive?: readonly Term[];
};

/** Normal forms of terms, remembered as long as one question is worked on. */
export class Algebra {
  private readonly fractions = new Map<Term, Fraction>();
  private readonly arithmetic: Arithmetic;
  private positiveAtoms: ReadonlySet<Term> | null = null;

  constructor(private readonly known: Known = {}) {
    this.arithmetic = new Arithmetic(known.budget ?? BUDGET);
  }

  /** Whether two terms are equal wherever both are defined and their operands finite. */
  equal(s: Term, t: Term): boolean {
    const [a, b] = [this.fraction(s), this.fraction(t)];
    if (a.below.length === b.below.length && samePolynomial(a.above, b.above) && a.below.every((f, k) => f.power === b.below[k].power && samePolynomial(f.polynomial, b.below[k].polynomial))) {
      return true;
    }
    const { arithmetic } = this;
    return arithmetic.sum(a, { ...b, above: arithmetic.scale(b.above, T.Q.rational(-1)) }).above.size === 0;
  }

  /** One term for all that have the same normal form, as far as it goes. */
  canonical(t: Term): Term {
    return t.sort === 'Real' ? termOfFraction(this.fraction(t)) : t;
  }

  private fraction(t: Term): Fraction {
    let known = this.fractions.get(t);
    if (!known) {
      known = this.build(t);
      this.fractions.set(t, known);
    }
    return known;
  }

  private atom(t: Term): Fraction {
    return this.arithmetic.whole(this.arithmetic.ofAtoms(t));
  }

  private build(t: Term): Fraction {
    const { arithmetic } = this;
    if (T.isNumber(t)) {
      return arithmetic.whole(arithmetic.constant(t.value));
    }
    if (t.kind === 'reduce' && t.op === 'sum' && t.sort === 'Real') {
      return this.ofSum(t);
    }
    if (t.kind !== 'apply') {
      return this.atom(t);
    }
    switch (t.op) {
      case 'add':
        return t.sort === 'Real' ? t.args.map(a => this.fraction(a)).reduce((a, b) => arithmetic.sum(a, b)) : this.atom(t);
      case 'mul':
        return t.sort === 'Real' ? t.args.map(a => this.fraction(a)).reduce((a, b) => arithmetic.product(a, b)) : this.atom(t);
      case 'div':
        return arithmetic.product(this.fraction(t.args[0]), arithmetic.inverse(this.fraction(t.args[1])));
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
    const { arithmetic } = this;
    if (T.isApply(argument, 'add') && argument.args.some(a => this.fraction(a).below.length > 0)) {
      return argument.args.map(a => this.exponential(op, a)).reduce((a, b) => arithmetic.product(a, b));
    }
    const { above, below } = this.fraction(argument);
    // exp(−∞ + x) = 0 for finite x.
    const isLowest = [...above.values()].some(m => m.atoms.length === 1 && isMinusInfinity(m.atoms[0]) && m.coefficient.numerator > 0n);
    if (below.length > 0) {
      const reciprocal = arithmetic.ofAtoms(termOfFraction({ above: arithmetic.constant(ONE), below }));
      return arithmetic.whole(arithmetic.exponential(op, arithmetic.multiply(above, reciprocal)));
    }
    return arithmetic.whole(isLowest ? NOTHING : arithmetic.exponential(op, above));
  }

  private embedded(t: Term): Fraction {
    const { arithmetic } = this;
    if (t.kind === 'reduce' && t.op === 'sum') {
      const { binders, guard, body } = T.open(t);
      return this.fraction(T.reduce('sum', binders, guard, T.apply('toreal', [body])));
    }
    if (T.isApply(t, 'add')) {
      return t.args.map(a => this.embedded(a)).reduce((a, b) => arithmetic.sum(a, b));
    }
    const monomials = T.monomials(t).map(m => arithmetic.scale(arithmetic.ofAtoms(...m.atoms.map(a => T.apply('toreal', [a]))), T.Q.rational(m.coefficient)));
    return arithmetic.whole(monomials.reduce((a, b) => arithmetic.add(a, b), NOTHING));
  }

  /** Σ of a fraction whose divisor does not depend on the index: term by term, with constant factors outside. */
  private ofSum(t: T.ReduceTerm): Fraction {
    const { arithmetic } = this;
    const opened = T.open(t);
    const [first, ...others] = opened.binders;
    if (others.length === 0 && opened.guard === T.TRUE && T.isNumber(first.extent) && first.extent.value.numerator <= MAX_SPELT_OUT) {
      return this.speltOut(first.variable, Number(first.extent.value.numerator), opened.body);
    }
    const bound = (u: Term) => opened.binders.some(b => T.occurs(b.variable, u));
    let result: Fraction = arithmetic.whole(NOTHING);
    for (const { condition, values: [value] } of casesOf(opened.body)) {
      const guard = T.and(opened.guard, condition);
      if (guard === T.FALSE) {
        continue;
      }
      const body = this.fraction(value);
      // What divides in a sum over nothing divides nothing: it may be 0 outside.
      const staysInside = body.below.length > 0 && !this.isInhabited(opened.binders, guard) && !body.below.every(f => this.isPositive(f.polynomial));
      if (staysInside || body.below.some(f => bound(termOf(f.polynomial.values())))) {
        result = arithmetic.sum(result, this.atom(T.reduce('sum', opened.binders, guard, this.canonical(value))));
        continue;
      }
      const parts = [...body.above.values()].map((m): Fraction => {
        const split = this.split(m, bound);
        return arithmetic.product(arithmetic.whole(arithmetic.polynomial([split.outside])), this.ofPart(opened.binders, guard, split.inside));
      });
      const above = parts.map(p => p.above).reduce((a, b) => arithmetic.add(a, b), NOTHING);
      result = arithmetic.sum(result, { above, below: body.below });
    }
    return result;
  }

  private isInhabited(binders: readonly T.Binder[], guard: Term): boolean {
    return guard === T.TRUE && binders.every(b => this.known.inhabited?.includes(b.extent) ?? false);
  }

  /** A sum of products of what is above 0. */
  private isPositive(p: Polynomial): boolean {
    this.positiveAtoms ??= new Set((this.known.positive ?? []).flatMap(t => [...this.fraction(t).above.values()].flatMap(m => m.atoms)));
    return [...p.values()].every(m => m.coefficient.numerator > 0n && m.atoms.every(a => this.positiveAtoms!.has(a)));
  }

  private speltOut(index: T.VariableTerm, extent: number, body: Term): Fraction {
    const parts = Array.from({ length: Math.max(extent, 0) }, (_, k) => this.fraction(T.substitute(body, new Map<Term, Term>([[index, T.int(k)]]))));
    return parts.reduce((a, b) => this.arithmetic.sum(a, b), this.arithmetic.whole(NOTHING));
  }

  /** Σ of one monomial; Σ 1 is the number of indices, where that is a variable: counters and block sizes are not negative. */
  private ofPart(binders: readonly T.Binder[], guard: Term, m: Monomial): Fraction {
    return isConstant(m) && guard === T.TRUE && binders.every(b => b.extent.kind === 'variable')
      ? this.embedded(T.mul(T.ONE, ...binders.map(b => b.extent)))
      : this.atom(T.reduce('sum', binders, guard, termOf([m])));
  }

  /** The factors of a monomial that depend on bound indices, and the others. */
  private split(m: Monomial, bound: (t: Term) => boolean): { outside: Monomial; inside: Monomial } {
    const part = (p: Polynomial, wanted: boolean): Polynomial => new Map([...p].filter(([, x]) => bound(termOf([x])) === wanted));
    const exponents = (wanted: boolean) => ({ exp: part(m.exponents.exp, wanted), exp2: part(m.exponents.exp2, wanted) });
    return {
      outside: { coefficient: m.coefficient, atoms: m.atoms.filter(a => !bound(a)), exponents: exponents(false) },
      inside: { coefficient: ONE, atoms: m.atoms.filter(bound), exponents: exponents(true) }
    };
  }
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
export function equalInAllCases(s: Term, t: Term, known: Known = {}): boolean {
  if (s === t) {
    return true;
  }
  if (s.sort !== t.sort) {
    return false;
  }
  const equal = ({ values: [left, right] }: Case): boolean => left === right || (left.sort === 'Real' && new Algebra(known).equal(left, right));
  return unlessTooLarge(() => casesOf(s, t).every(equal)) ?? false;
}
