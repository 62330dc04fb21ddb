/**
 * The analysis of the textbook e-graph: which kinds of values a class may take. Sets are bit masks, and what a class may not take is
 * known for all values of its slots, so that a condition is answered by inclusion.
 */
import * as T from '../../term';
import type { Leaf } from './leaves';

export const enum Kind {
  Negative = 1,
  Zero = 2,
  Positive = 4,
  Infinity = 8,
  MinusInfinity = 16,
  Undefined = 32
}
const FINITE = Kind.Negative | Kind.Zero | Kind.Positive;
const ANYTHING = FINITE | Kind.Infinity | Kind.MinusInfinity | Kind.Undefined;
const KINDS = [Kind.Negative, Kind.Zero, Kind.Positive, Kind.Infinity, Kind.MinusInfinity, Kind.Undefined] as const;

/** What may be true of a Bool. */
export const enum Truth {
  True = 64,
  False = 128
}

export type Values = {
  /** Of a Real or Bool: the kinds and truths that it may take. */
  readonly values: number;
  /** A lower bound of an Int, where it is one that matters. */
  readonly least: 0 | 1 | null;
  readonly number: T.Q.Rational | null;
  /** The leaf that an Int is, if it is one. */
  readonly leaf: string | null;
  /** Of a guard: the leaf of an extent below which it holds somewhere. */
  readonly inhabits: string | null;
};

const of = (values: number): Values => ({ values, least: null, number: null, leaf: null, inhabits: null });
export const UNKNOWN: Values = of(-1);

/** What two views of one class say together. */
export function meet(a: Values, b: Values): Values {
  const least = a.least === null ? b.least : b.least === null ? a.least : (Math.max(a.least, b.least) as 0 | 1);
  return { values: a.values & b.values, least, number: a.number ?? b.number, leaf: a.leaf ?? b.leaf, inhabits: a.inhabits ?? b.inhabits };
}

export const sameValues = (a: Values, b: Values): boolean =>
  a.values === b.values && a.least === b.least && a.leaf === b.leaf && a.inhabits === b.inhabits && (a.number === b.number || (a.number !== null && b.number !== null && T.Q.equals(a.number, b.number)));

const kindOfNumber = (x: T.Q.Rational): Kind => (x.numerator < 0n ? Kind.Negative : x.numerator === 0n ? Kind.Zero : Kind.Positive);
export const numberValues = (x: T.Q.Rational): Values => ({ ...of(kindOfNumber(x)), number: x });

/** A function on kinds, lifted to sets of them. */
function lift(f: (a: Kind, b: Kind) => number): (a: number, b: number) => number {
  const known = new Map<number, number>();
  return (a, b) => {
    const key = (a & 63) * 64 + (b & 63);
    let result = known.get(key);
    if (result === undefined) {
      result = 0;
      for (const x of KINDS) {
        for (const y of KINDS) {
          result |= a & x && b & y ? f(x, y) : 0;
        }
      }
      known.set(key, result);
    }
    return result;
  };
}

const isInfinite = (k: Kind): boolean => k === Kind.Infinity || k === Kind.MinusInfinity;
const negated: Readonly<Record<Kind, Kind>> = {
  [Kind.Negative]: Kind.Positive,
  [Kind.Zero]: Kind.Zero,
  [Kind.Positive]: Kind.Negative,
  [Kind.Infinity]: Kind.MinusInfinity,
  [Kind.MinusInfinity]: Kind.Infinity,
  [Kind.Undefined]: Kind.Undefined
};
const isNegativeKind = (k: Kind): boolean => k === Kind.Negative || k === Kind.MinusInfinity;

function sum(a: Kind, b: Kind): number {
  if (a === Kind.Undefined || b === Kind.Undefined) {
    return Kind.Undefined;
  }
  if (isInfinite(a) || isInfinite(b)) {
    return isInfinite(a) && isInfinite(b) && a !== b ? Kind.Undefined : isInfinite(a) ? a : b;
  }
  return a === Kind.Zero ? b : b === Kind.Zero || a === b ? a : FINITE;
}

function product(a: Kind, b: Kind): number {
  if (a === Kind.Undefined || b === Kind.Undefined) {
    return Kind.Undefined;
  }
  if (a === Kind.Zero || b === Kind.Zero) {
    return isInfinite(a) || isInfinite(b) ? Kind.Undefined : Kind.Zero;
  }
  const isPositive = isNegativeKind(a) === isNegativeKind(b);
  return isInfinite(a) || isInfinite(b) ? (isPositive ? Kind.Infinity : Kind.MinusInfinity) : isPositive ? Kind.Positive : Kind.Negative;
}

const reciprocal = (k: Kind): Kind => (k === Kind.Zero ? Kind.Undefined : isInfinite(k) ? Kind.Zero : k);
const rank = (k: Kind): number => [Kind.MinusInfinity, Kind.Negative, Kind.Zero, Kind.Positive, Kind.Infinity].indexOf(k);
const extreme = (sign: 1 | -1) => (a: Kind, b: Kind): number => (a === Kind.Undefined || b === Kind.Undefined ? Kind.Undefined : sign * (rank(a) - rank(b)) > 0 ? a : b);

const binary: Readonly<Record<string, (a: number, b: number) => number>> = {
  add: lift(sum),
  sub: lift((a, b) => sum(a, negated[b])),
  mul: lift(product),
  div: lift((a, b) => product(a, reciprocal(b))),
  max2: lift(extreme(1)),
  min2: lift(extreme(-1))
};

/** For each kind of the argument, in the order of `KINDS` without `Undefined`, what the function may give. */
type Row = readonly [negative: number, zero: number, positive: number, infinity: number, minusInfinity: number];
const P = Kind.Positive;
const U = Kind.Undefined;
const unary: Readonly<Record<string, Row>> = {
  neg: [P, Kind.Zero, Kind.Negative, Kind.MinusInfinity, Kind.Infinity],
  abs: [P, Kind.Zero, P, Kind.Infinity, Kind.Infinity],
  exp: [P, P, P, Kind.Infinity, Kind.Zero],
  exp2: [P, P, P, Kind.Infinity, Kind.Zero],
  expm1: [Kind.Negative, Kind.Zero, P, Kind.Infinity, Kind.Negative],
  log: [U, U, FINITE, Kind.Infinity, U],
  log2: [U, U, FINITE, Kind.Infinity, U],
  log10: [U, U, FINITE, Kind.Infinity, U],
  log1p: [Kind.Negative | U, Kind.Zero, P, Kind.Infinity, U],
  sqrt: [U, Kind.Zero, P, Kind.Infinity, U],
  sigmoid: [P, P, P, P, Kind.Zero],
  tanh: [Kind.Negative, Kind.Zero, P, P, Kind.Negative],
  erf: [Kind.Negative, Kind.Zero, P, P, Kind.Negative],
  sin: [FINITE, Kind.Zero, FINITE, U, U],
  cos: [FINITE, P, FINITE, U, U],
  sinh: [Kind.Negative, Kind.Zero, P, Kind.Infinity, Kind.MinusInfinity],
  cosh: [P, P, P, Kind.Infinity, Kind.Infinity],
  atan: [Kind.Negative, Kind.Zero, P, U, U],
  floor: [Kind.Negative, Kind.Zero, Kind.Zero | P, U, U],
  ceil: [Kind.Negative | Kind.Zero, Kind.Zero, P, U, U]
};

const apply = (row: Row, a: number): number => KINDS.reduce((all, k, at) => all | (a & k ? (k === Kind.Undefined ? Kind.Undefined : row[at]) : 0), 0);
const undefinedIn = (a: number): number => a & Kind.Undefined;

/** The values of a leaf: contents of tensors and scalars are finite real numbers. */
export function leafValues(leaf: Leaf): Values {
  switch (leaf.term.sort) {
    case 'Int':
      return { ...of(0), least: leaf.claim === 'size' ? 1 : leaf.claim === 'natural' ? 0 : null, leaf: leaf.op };
    case 'Bool':
      return { ...of(Truth.True | Truth.False), inhabits: leaf.range };
    case 'Real':
      return of(leaf.term.kind === 'special' || leaf.term.kind === 'recur' ? ANYTHING : leaf.claim === 'positive' ? Kind.Positive : leaf.claim === 'stray' ? FINITE | Kind.Undefined : FINITE);
  }
}

/** The values of a node from those of its children. */
export function nodeValues(op: string, children: readonly Values[]): Values {
  const [a, b, c] = children.map(v => v.values);
  if (op in binary) {
    return withNumber(of(binary[op](a, b)), op, children);
  }
  if (op in unary) {
    return withNumber(of(apply(unary[op], a)), op, children);
  }
  switch (op) {
    case 'true':
      return of(Truth.True);
    case 'false':
      return of(Truth.False);
    case 'inf':
      return of(Kind.Infinity);
    case '-inf':
      return of(Kind.MinusInfinity);
    case 'undefined':
      return of(Kind.Undefined);
    case 'pi':
      return of(Kind.Positive);
    case 'toreal':
      return of(children[0].least === 1 ? Kind.Positive : children[0].least === 0 ? Kind.Zero | Kind.Positive : FINITE);
    case 'pow':
      return of(power(a, b, children[1].number));
    case 'select':
      return of((a & Truth.True ? b : 0) | (a & Truth.False ? c : 0) | undefinedIn(a));
    case 'lt':
    case 'le':
    case 'eq':
      return of(Truth.True | Truth.False | undefinedIn(a | b));
    case 'and':
    case 'or':
    case 'xor':
      return of(Truth.True | Truth.False | undefinedIn(a | b));
    case 'not':
      return of((a & Truth.True ? Truth.False : 0) | (a & Truth.False ? Truth.True : 0) | undefinedIn(a));
    case 'sum':
    case 'prod':
    case 'max':
    case 'min':
      return of(foldValues(op, c, isInhabited(children[0], children[1])) | undefinedIn(b));
    default:
      return UNKNOWN;
  }
}

function power(base: number, exponent: number, n: T.Q.Rational | null): number {
  if (n !== null && n.denominator === 1n && n.numerator > 0n && (base & ~(FINITE | Kind.Undefined)) === 0) {
    const isEven = n.numerator % 2n === 0n;
    return (base & (Kind.Zero | Kind.Positive | Kind.Undefined)) | (base & Kind.Negative ? (isEven ? Kind.Positive : Kind.Negative) : 0);
  }
  return (base & ~Kind.Undefined) === Kind.Positive && (exponent & ~(FINITE | Kind.Undefined)) === 0 ? Kind.Positive | undefinedIn(base | exponent) : ANYTHING;
}

/** Whether a guard holds somewhere below an extent, whatever the slots. */
const isInhabited = (extent: Values, guard: Values): boolean => (guard.values === Truth.True ? extent.least === 1 : guard.inhabits !== null && guard.inhabits === extent.leaf);

function foldValues(op: 'sum' | 'prod' | 'max' | 'min', body: number, isInhabited: boolean): number {
  switch (op) {
    case 'sum': {
      const many = binary.add(body, body) | body;
      return isInhabited ? many : many | Kind.Zero;
    }
    case 'prod': {
      let many = body;
      for (let before = 0; before !== many; ) {
        before = many;
        many |= binary.mul(many, body);
      }
      return isInhabited ? many : many | Kind.Positive;
    }
    case 'max':
      return isInhabited ? body : body | Kind.MinusInfinity;
    case 'min':
      return isInhabited ? body : body | Kind.Infinity;
  }
}

/** Arithmetic of rational numbers, exactly. */
const exact: Readonly<Record<string, (a: T.Q.Rational, b: T.Q.Rational) => T.Q.Rational | null>> = {
  add: T.Q.add,
  sub: (a, b) => T.Q.add(a, T.Q.negate(b)),
  mul: T.Q.multiply,
  div: (a, b) => (b.numerator === 0n ? null : T.Q.divide(a, b)),
  neg: a => T.Q.negate(a)
};

function withNumber(v: Values, op: string, children: readonly Values[]): Values {
  const [a, b] = children.map(x => x.number);
  if (!(op in exact) || a === null || (children.length > 1 && b === null)) {
    return v;
  }
  const number = exact[op](a, b ?? a);
  return number && number.denominator < 1_000_000n ? { ...v, values: kindOfNumber(number), number } : v;
}

// ---- conditions

const excludes = (v: Values, kinds: number): boolean => (v.values & kinds & ANYTHING) === 0;

/** Whether what is known of a class answers a condition with yes. */
export const conditions = {
  finite: (v: Values) => excludes(v, Kind.Infinity | Kind.MinusInfinity),
  nonzero: (v: Values) => excludes(v, Kind.Zero),
  positive: (v: Values) => excludes(v, Kind.Zero | Kind.Negative | Kind.MinusInfinity),
  nonnegative: (v: Values) => excludes(v, Kind.Negative | Kind.MinusInfinity),
  'above-minus-infinity': (v: Values) => excludes(v, Kind.MinusInfinity),
  'below-infinity': (v: Values) => excludes(v, Kind.Infinity),
  defined: (v: Values) => excludes(v, Kind.Undefined),
  inhabited: (v: Values) => v.least === 1,
  natural: (v: Values) => v.least !== null,
  number: (v: Values) => v.number !== null
} as const satisfies Record<string, (v: Values) => boolean>;
