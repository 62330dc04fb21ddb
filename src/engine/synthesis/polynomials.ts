/** Polynomials over opaque real terms and exponentials of polynomials, and their fractions with denominators in factors. */
import * as T from '../term';
import type { Term } from '../term';

export const EXPONENTIALS = ['exp', 'exp2'] as const;
export type Exponential = (typeof EXPONENTIALS)[number];

/** coefficient · Π atom · exp(exponents.exp) · exp2(exponents.exp2); atoms sorted by age, repeated for powers. */
export type Monomial = { readonly coefficient: T.Q.Rational; readonly atoms: readonly Term[]; readonly exponents: Readonly<Record<Exponential, Polynomial>> };
/** By what stands beside the coefficient. */
export type Polynomial = ReadonlyMap<string, Monomial>;
export type Factor = { readonly polynomial: Polynomial; readonly power: number };
export type Fraction = { readonly above: Polynomial; readonly below: readonly Factor[] };

/** The equation is too large to be decided here. */
export class TooLarge extends Error {}
/** Division by what is zero everywhere. */
export class DivisionByZero extends Error {}

const ONE = T.Q.rational(1);
export const NOTHING: Polynomial = new Map();
const NO_EXPONENTS = { exp: NOTHING, exp2: NOTHING };
/** Steps of one division of polynomials. */
const MAX_QUOTIENT = 60;

const innerKey = (p: Polynomial): string =>
  p.size === 0
    ? ''
    : [...p]
        .map(([k, x]) => `${k}*${T.Q.toText(x.coefficient)}`)
        .sort()
        .join('+');
const keyOf = (m: Omit<Monomial, 'coefficient'>): string => `${m.atoms.map(a => a.id).join('.')}|${innerKey(m.exponents.exp)}|${innerKey(m.exponents.exp2)}`;

const hasExponents = (m: Monomial): boolean => m.exponents.exp.size > 0 || m.exponents.exp2.size > 0;
export const isConstant = (m: Monomial): boolean => m.atoms.length === 0 && !hasExponents(m);

/** Graded, then by age of the atoms: an order that products keep. */
function precedes(a: Monomial, b: Monomial): boolean {
  if (a.atoms.length !== b.atoms.length) {
    return a.atoms.length > b.atoms.length;
  }
  const k = a.atoms.findIndex((x, i) => x !== b.atoms[i]);
  return k >= 0 ? a.atoms[k].id < b.atoms[k].id : innerKey(a.exponents.exp) + innerKey(a.exponents.exp2) < innerKey(b.exponents.exp) + innerKey(b.exponents.exp2);
}

const leading = (p: Polynomial): Monomial => [...p.values()].reduce((a, b) => (precedes(b, a) ? b : a));

/** What is left of the atoms without those of the divisor; null where some are missing. */
function withoutAtoms(atoms: readonly Term[], divisor: readonly Term[]): readonly Term[] | null {
  const rest = [...atoms];
  for (const d of divisor) {
    const k = rest.indexOf(d);
    if (k < 0) {
      return null;
    }
    rest.splice(k, 1);
  }
  return rest;
}

export const samePolynomial = (a: Polynomial, b: Polynomial): boolean => a.size === b.size && [...a].every(([key, m]) => b.has(key) && T.Q.equals(b.get(key)!.coefficient, m.coefficient));

/** Arithmetic within a budget of monomials built. */
export class Arithmetic {
  private built = 0;

  constructor(private readonly budget: number) {}

  polynomial(monomials: Iterable<Monomial>): Polynomial {
    const result = new Map<string, Monomial>();
    for (const m of monomials) {
      if (++this.built > this.budget) {
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

  add(a: Polynomial, b: Polynomial): Polynomial {
    return a.size === 0 ? b : b.size === 0 ? a : this.polynomial([...a.values(), ...b.values()]);
  }

  private times(x: Monomial, y: Monomial): Monomial {
    return {
      coefficient: T.Q.multiply(x.coefficient, y.coefficient),
      atoms: [...x.atoms, ...y.atoms].sort((s, t) => s.id - t.id),
      exponents: { exp: this.add(x.exponents.exp, y.exponents.exp), exp2: this.add(x.exponents.exp2, y.exponents.exp2) }
    };
  }

  multiply(a: Polynomial, b: Polynomial): Polynomial {
    return this.polynomial([...a.values()].flatMap(x => [...b.values()].map(y => this.times(x, y))));
  }

  scale(p: Polynomial, by: T.Q.Rational): Polynomial {
    return this.polynomial([...p.values()].map(m => ({ ...m, coefficient: T.Q.multiply(m.coefficient, by) })));
  }

  constant(value: T.Q.Rational): Polynomial {
    return this.polynomial(value.numerator === 0n ? [] : [{ coefficient: value, atoms: [], exponents: NO_EXPONENTS }]);
  }

  ofAtoms(...atoms: readonly Term[]): Polynomial {
    return this.polynomial([{ coefficient: ONE, atoms: [...atoms].sort((s, t) => s.id - t.id), exponents: NO_EXPONENTS }]);
  }

  exponential(op: Exponential, exponent: Polynomial): Polynomial {
    return this.polynomial([{ coefficient: ONE, atoms: [], exponents: { ...NO_EXPONENTS, [op]: exponent } }]);
  }

  whole = (above: Polynomial): Fraction => ({ above, below: [] });

  /** p / d, where d divides p without remainder; null elsewhere. */
  private quotient(p: Polynomial, d: Polynomial): Polynomial | null {
    const first = leading(d);
    const parts: Monomial[] = [];
    for (let rest = p; rest.size > 0; ) {
      const m = leading(rest);
      const atoms = withoutAtoms(m.atoms, first.atoms);
      if (atoms === null || parts.length >= MAX_QUOTIENT) {
        return null;
      }
      const part: Monomial = { coefficient: T.Q.divide(m.coefficient, first.coefficient), atoms, exponents: m.exponents };
      parts.push(part);
      rest = this.add(rest, this.scale(this.multiply(new Map([['', part]]), d), T.Q.rational(-1)));
    }
    return this.polynomial(parts);
  }

  /** Divisors that divide what is above are cancelled: they divide, so they are not zero. */
  private reduced({ above, below }: Fraction): Fraction {
    if (above.size === 0) {
      return { above, below: [] };
    }
    let rest = above;
    const kept: Factor[] = [];
    for (const { polynomial, power } of below) {
      let left = power;
      for (let q = this.quotient(rest, polynomial); q && left > 0; q = left > 0 ? this.quotient(rest, polynomial) : null) {
        rest = q;
        left -= 1;
      }
      if (left > 0) {
        kept.push({ polynomial, power: left });
      }
    }
    return { above: rest, below: kept };
  }

  private raised({ polynomial, power }: Factor): Polynomial {
    return Array.from({ length: power }).reduce<Polynomial>(p => this.multiply(p, polynomial), this.constant(ONE));
  }

  sum(a: Fraction, b: Fraction): Fraction {
    const missing = (own: Fraction, other: Fraction): Factor[] =>
      other.below.flatMap(f => {
        const has = own.below.find(g => samePolynomial(f.polynomial, g.polynomial))?.power ?? 0;
        return f.power > has ? [{ polynomial: f.polynomial, power: f.power - has }] : [];
      });
    const [toA, toB] = [missing(a, b), missing(b, a)];
    const over = (p: Polynomial, factors: readonly Factor[]) => factors.reduce((q, f) => this.multiply(q, this.raised(f)), p);
    return this.reduced({ above: this.add(over(a.above, toA), over(b.above, toB)), below: joined(a.below, toA) });
  }

  product(a: Fraction, b: Fraction): Fraction {
    return this.reduced({ above: this.multiply(a.above, b.above), below: joined(a.below, b.below) });
  }

  /** 1 / f: its numerator in factors, numbers and exponentials above. */
  inverse({ above, below }: Fraction): Fraction {
    if (above.size === 0) {
      throw new DivisionByZero();
    }
    const numerator = below.reduce((p, f) => this.multiply(p, this.raised(f)), this.constant(ONE));
    const [first] = above.values();
    if (above.size > 1) {
      const common = [...above.values()].reduce<readonly Term[]>((atoms, m) => atoms.filter((x, k) => count(m.atoms, x) > count(atoms.slice(0, k), x)), first.atoms);
      const rest = this.scale(this.polynomial([...above.values()].map(m => ({ ...m, atoms: withoutAtoms(m.atoms, common)! }))), T.Q.divide(ONE, leading(above).coefficient));
      return this.reduced({ above: this.scale(numerator, T.Q.divide(ONE, leading(above).coefficient)), below: joined(this.powersOf(common), [{ polynomial: rest, power: 1 }]) });
    }
    const negated = (p: Polynomial) => this.scale(p, T.Q.rational(-1));
    const inverted: Monomial = {
      coefficient: T.Q.divide(ONE, first.coefficient),
      atoms: [],
      exponents: { exp: negated(first.exponents.exp), exp2: negated(first.exponents.exp2) }
    };
    return this.reduced({ above: this.multiply(numerator, this.polynomial([inverted])), below: this.powersOf(first.atoms) });
  }

  private powersOf(atoms: readonly Term[]): Factor[] {
    return [...new Set(atoms)].map(a => ({ polynomial: this.ofAtoms(a), power: count(atoms, a) }));
  }
}

const count = (atoms: readonly Term[], atom: Term): number => atoms.filter(a => a === atom).length;

/** The product of two lists of factors. */
function joined(a: readonly Factor[], b: readonly Factor[]): Factor[] {
  const result = [...a];
  for (const f of b) {
    const k = result.findIndex(g => samePolynomial(f.polynomial, g.polynomial));
    if (k < 0) {
      result.push(f);
    } else {
      result[k] = { polynomial: f.polynomial, power: result[k].power + f.power };
    }
  }
  return result;
}

/** The term of some monomials, in an order of its own. */
export function termOf(monomials: Iterable<Monomial>): Term {
  const sorted = [...monomials].map(m => [keyOf(m), m] as const).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const terms = sorted.map(([, m]) => {
    const powers = EXPONENTIALS.filter(op => m.exponents[op].size > 0).map(op => T.apply(op, [termOf(m.exponents[op].values())]));
    return T.mul(T.real(m.coefficient), ...m.atoms, ...powers);
  });
  return terms.length === 0 ? T.real(0) : T.add(...terms);
}

/** The term of a fraction. */
export function termOfFraction({ above, below }: Fraction): Term {
  const numerator = termOf(above.values());
  const factors = below.flatMap(({ polynomial, power }) => Array.from({ length: power }, () => termOf(polynomial.values())));
  return factors.length === 0 ? numerator : T.apply('div', [numerator, T.mul(...factors)]);
}
