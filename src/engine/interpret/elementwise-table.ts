/** What each elementwise operation does to numbers. Results are brought into the dtype afterwards. */
import type { ElementwiseOp } from '../triton/domain';
import { erf, roundHalfEven } from '../term/operations';

export type Unary = (a: number) => number;
export type Binary = (a: number, b: number) => number;
export type BigBinary = (a: bigint, b: bigint) => bigint;

const truth = (b: boolean): number => (b ? 1 : 0);

export const comparisons: Partial<Record<ElementwiseOp, (a: number | bigint, b: number | bigint) => number>> = {
  lt: (a, b) => truth(a < b),
  le: (a, b) => truth(a <= b),
  gt: (a, b) => truth(a > b),
  ge: (a, b) => truth(a >= b),
  eq: (a, b) => truth(a === b),
  ne: (a, b) => truth(a !== b)
};

/** Of integers and floats alike, and of floats. */
export const unary: Partial<Record<ElementwiseOp, Unary>> = {
  neg: a => -a,
  abs: Math.abs,
  exp: Math.exp,
  exp2: a => 2 ** a,
  expm1: Math.expm1,
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  log1p: Math.log1p,
  sqrt: Math.sqrt,
  rsqrt: a => 1 / Math.sqrt(a),
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  erf,
  sigmoid: a => 1 / (1 + Math.exp(-a)),
  floor: Math.floor,
  ceil: Math.ceil,
  round: a => (a < 0 ? -roundHalfEven(-a) : roundHalfEven(a)),
  truncate: Math.trunc,
  isnan: a => truth(a !== a),
  isinf: a => truth(a === Infinity || a === -Infinity),
  isfinite: a => truth(Number.isFinite(a))
};

/** C's pow: 1 to any power and ±1 to an infinite one is 1, where JavaScript says NaN. */
const power: Binary = (a, b) => (a === 1 || (a === -1 && (b === Infinity || b === -Infinity)) ? 1 : a ** b);

const ignoringNaN =
  (prefersFirst: (a: number, b: number) => boolean): Binary =>
  (a, b) =>
    a !== a ? b : b !== b || prefersFirst(a, b) ? a : b;

export const binary: Partial<Record<ElementwiseOp, Binary>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  fmod: (a, b) => a % b,
  max: ignoringNaN((a, b) => a >= b),
  min: ignoringNaN((a, b) => a <= b),
  maxnan: Math.max,
  minnan: Math.min,
  atan2: Math.atan2,
  pow: power
};

/** Of integers of at most 32 bits, given as doubles. Divisors are not zero, shift counts inside the width. */
export const narrow: Partial<Record<ElementwiseOp, Binary>> = {
  mul: Math.imul,
  truncdiv: (a, b) => Math.trunc(a / b),
  truncmod: (a, b) => a % b,
  floordiv: (a, b) => Math.floor(a / b),
  mod: (a, b) => a - b * Math.floor(a / b),
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
  shl: (a, b) => a << b,
  shr: (a, b) => (a < 0 ? a >> b : a >>> b)
};

/** Of integers of 64 bits that are exact as doubles; an inexact result is done again in bigints. */
export const safe: Partial<Record<ElementwiseOp, Binary>> = {
  truncdiv: (a, b) => (a - (a % b)) / b,
  truncmod: (a, b) => a % b,
  floordiv: (a, b) => {
    const rest = a % b;
    return (a - rest) / b - (rest !== 0 && rest < 0 !== b < 0 ? 1 : 0);
  },
  mod: (a, b) => {
    const rest = a % b;
    return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
  }
};

const floorMod: BigBinary = (a, b) => ((a % b) + b) % b;

export const big: Partial<Record<ElementwiseOp, BigBinary>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  truncdiv: (a, b) => a / b,
  truncmod: (a, b) => a % b,
  floordiv: (a, b) => (a - floorMod(a, b)) / b,
  mod: floorMod,
  max: (a, b) => (a >= b ? a : b),
  min: (a, b) => (a <= b ? a : b),
  maxnan: (a, b) => (a >= b ? a : b),
  minnan: (a, b) => (a <= b ? a : b),
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
  shl: (a, b) => a << b,
  shr: (a, b) => a >> b
};

/** Operations whose lanes have no defined value where the second operand is 0. */
export const divides: ReadonlySet<ElementwiseOp> = new Set<ElementwiseOp>(['truncdiv', 'truncmod', 'floordiv', 'mod']);
export const shifts: ReadonlySet<ElementwiseOp> = new Set<ElementwiseOp>(['shl', 'shr']);
