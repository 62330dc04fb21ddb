/** Elementwise operations of Triton as terms. One row per operation; the row sees elements of one common dtype. */
import * as T from '../term';
import type { Term } from '../term';
import type { ElementwiseOp } from '../triton/domain';
import { isState } from './states';

type Build = (args: readonly Term[]) => Term | null;

const isInt = (t: Term) => t.sort === 'Int';
const half = T.real(T.Q.rational(1, 2));
const unary = (op: T.OperationName): Build => ([a]) => T.apply(op, [a]);

function exponentOf(t: Term): number | null {
  const constant = T.isApply(t, 'toreal') ? t.args[0] : t;
  if (!T.isNumber(constant) || !T.Q.isInteger(constant.value)) {
    return null;
  }
  const n = Number(constant.value.numerator);
  return n >= 1 && n <= 8 ? n : null;
}

/** log2 of a positive power of two; null otherwise. */
function powerOfTwo(t: Term): bigint | null {
  if (!T.isNumber(t) || t.value.numerator <= 0n || !T.Q.isInteger(t.value)) {
    return null;
  }
  const n = t.value.numerator;
  return (n & (n - 1n)) === 0n ? BigInt(n.toString(2).length - 1) : null;
}

function bitAnd(a: Term, b: Term): Term {
  for (const [x, mask] of [[a, b], [b, a]] as const) {
    // x & (2^k − 1) is x mod 2^k in two's complement, for negative x as well.
    if (T.isNumber(mask) && mask.value.numerator >= 0n && powerOfTwo(T.int(mask.value.numerator + 1n)) !== null) {
      return T.apply('mod', [x, T.int(mask.value.numerator + 1n)]);
    }
  }
  return T.apply('bitand', [a, b]);
}

function shift(op: 'shl' | 'shr', a: Term, b: Term): Term {
  if (T.isNumber(b) && b.value.numerator >= 0n && b.value.numerator < 63n) {
    const scale = T.int(1n << b.value.numerator);
    return op === 'shl' ? T.mul(a, scale) : T.apply('floordiv', [a, scale]);
  }
  return T.apply(op === 'shl' ? 'shiftleft' : 'shiftright', [a, b]);
}

const logic = (bool: (...args: readonly Term[]) => Term, bits: (a: Term, b: Term) => Term): Build => ([a, b]) =>
  a.sort === 'Bool' ? bool(a, b) : bits(a, b);

const rows: Readonly<Record<Exclude<ElementwiseOp, 'isnan' | 'isinf' | 'isfinite'>, Build>> = {
  add: ([a, b]) => T.add(a, b),
  sub: ([a, b]) => T.sub(a, b),
  mul: ([a, b]) => T.mul(a, b),
  div: ([a, b]) => T.apply('div', [a, b]),
  fmod: ([a, b]) => T.apply('fmod', [a, b]),
  truncdiv: ([a, b]) => T.apply('truncdiv', [a, b]),
  truncmod: ([a, b]) => T.apply('truncmod', [a, b]),
  floordiv: ([a, b]) => T.apply('floordiv', [a, b]),
  mod: ([a, b]) => T.apply('mod', [a, b]),
  neg: ([a]) => T.neg(a),
  abs: ([a]) => T.apply(isInt(a) ? 'intabs' : 'abs', [a]),
  // Contents are finite in the real model, so the two treatments of NaN are one.
  max: ([a, b]) => T.apply('max2', [a, b]),
  min: ([a, b]) => T.apply('min2', [a, b]),
  maxnan: ([a, b]) => T.apply('max2', [a, b]),
  minnan: ([a, b]) => T.apply('min2', [a, b]),
  lt: ([a, b]) => T.lt(a, b),
  le: ([a, b]) => T.le(a, b),
  gt: ([a, b]) => T.gt(a, b),
  ge: ([a, b]) => T.ge(a, b),
  eq: ([a, b]) => T.eq(a, b),
  ne: ([a, b]) => T.ne(a, b),
  and: logic(T.and, bitAnd),
  or: logic(T.or, (a, b) => T.apply('bitor', [a, b])),
  xor: logic((a, b) => T.apply('xor', [a, b]), (a, b) => T.apply('bitxor', [a, b])),
  not: ([a]) => (a.sort === 'Bool' ? T.not(a) : T.sub(T.int(-1), a)),
  shl: ([a, b]) => shift('shl', a, b),
  shr: ([a, b]) => shift('shr', a, b),
  select: ([c, a, b]) => T.select(c, a, b),
  exp: unary('exp'),
  exp2: unary('exp2'),
  expm1: unary('expm1'),
  log: unary('log'),
  log2: unary('log2'),
  log10: unary('log10'),
  log1p: unary('log1p'),
  sqrt: unary('sqrt'),
  rsqrt: ([a]) => T.apply('div', [T.real(1), T.apply('sqrt', [a])]),
  sin: unary('sin'),
  cos: unary('cos'),
  tan: unary('tan'),
  asin: unary('asin'),
  acos: unary('acos'),
  atan: unary('atan'),
  atan2: ([a, b]) => T.apply('atan2', [a, b]),
  sinh: unary('sinh'),
  cosh: unary('cosh'),
  tanh: unary('tanh'),
  asinh: unary('asinh'),
  acosh: unary('acosh'),
  atanh: unary('atanh'),
  erf: unary('erf'),
  sigmoid: unary('sigmoid'),
  pow: ([a, b]) => {
    const n = exponentOf(b);
    if (n !== null) {
      return T.mul(...Array.from({ length: n }, () => a));
    }
    if (T.isNumber(b) && T.Q.equals(b.value, half.value)) {
      return T.apply('sqrt', [a]);
    }
    return T.apply('pow', [a, b]);
  },
  floor: unary('floor'),
  ceil: unary('ceil'),
  round: unary('round'),
  truncate: ([a]) => T.apply('toreal', [T.apply('trunc', [a])]),
  fma: ([a, b, c]) => T.add(T.mul(a, b), c)
};

/** The element of the operation's result; null for the tests of NaN and infinity, which the real model does not know. */
export function elementOf(op: ElementwiseOp, args: readonly Term[]): Term | null {
  return op === 'isnan' || op === 'isinf' || op === 'isfinite' ? null : rows[op](args);
}

const COMPARISONS: readonly ElementwiseOp[] = ['lt', 'le', 'gt', 'ge', 'eq', 'ne'];
const isInfinity = (t: Term): boolean => t.kind === 'special' && t.value !== 'undefined';
/** Contents and numbers alone: no infinity, and nothing that a fold or a loop may have started from one. */
const isPlain = (t: Term): boolean => !T.some(t, u => isInfinity(u) || u.kind === 'reduce' || u.kind === 'recur' || (u.kind === 'read' && isState(u.buffer)));

/** Whether a comparison is a test for NaN or infinity: of a number with itself, or of a finite one with ±∞. */
export function asksForNonFinite(op: ElementwiseOp, [a, b]: readonly Term[]): boolean {
  return COMPARISONS.includes(op) && a.sort === 'Real' && (a === b || (isInfinity(a) && isPlain(b)) || (isInfinity(b) && isPlain(a)));
}
