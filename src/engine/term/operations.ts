/**
 * The table of operations: one row, every facet. A new operation is one new row; a facet left out is a type error.
 *
 * Facets: sorts of arguments and result; `evaluate` on doubles (Int and Real as number, Bool as boolean);
 * `smt`, the SMT-LIB text from argument texts (null: an uninterpreted function of that name);
 * `defined`, when the operation has a finite real value, for arguments that are themselves finite and defined
 * (`total`, or the name of a side condition); `latex` and `torch`, templates in which `{0}` is the first argument.
 */

import { philox, uniform, type Words } from './philox';

export type Sort = 'Int' | 'Real' | 'Bool';

/** The condition on finite arguments under which an operation is defined. */
export type Domain =
  | 'total'
  | 'nonzero-divisor' // last argument ≠ 0
  | 'positive' // first argument > 0
  | 'nonnegative' // first argument ≥ 0
  | 'above-minus-one' // first argument > −1
  | 'unit-interval' // −1 ≤ first argument ≤ 1
  | 'open-unit-interval' // −1 < first argument < 1
  | 'at-least-one' // first argument ≥ 1
  | 'power' // base > 0, or base ≠ 0 with integer exponent, or base = 0 with positive exponent
  | 'never'; // no claim is made: an undefined leaf

export type OperationRow = {
  readonly arguments: readonly Sort[] | 'n-ary';
  /** `argument`: the sort of the last argument (arithmetic, select). */
  readonly result: Sort | 'argument';
  readonly evaluate: (...values: number[]) => number;
  readonly smt: ((...texts: string[]) => string) | null;
  readonly defined: Domain;
  readonly latex: string;
  readonly torch: string;
  /** Whether the order of arguments does not matter, so that construction may sort them. */
  readonly commutative?: boolean;
};

const row = (
  args: OperationRow['arguments'],
  result: OperationRow['result'],
  evaluate: OperationRow['evaluate'],
  smt: OperationRow['smt'],
  defined: Domain,
  latex: string,
  torch: string,
  commutative = false
): OperationRow => ({ arguments: args, result, evaluate, smt, defined, latex, torch, commutative });

const real1 = ['Real'] as const;
const real2 = ['Real', 'Real'] as const;
const int1 = ['Int'] as const;
const int2 = ['Int', 'Int'] as const;
const int6 = ['Int', 'Int', 'Int', 'Int', 'Int', 'Int'] as const;
const bool1 = ['Bool'] as const;
const bool2 = ['Bool', 'Bool'] as const;

const infix = (op: string) => (a: string, b: string) => `(${op} ${a} ${b})`;
const truth = (b: boolean) => (b ? 1 : 0);

/** Rounds half to even, as IEEE 754 does. */
export function roundHalfEven(x: number): number {
  const down = Math.floor(x);
  const rest = x - down;
  if (rest !== 0.5) {
    return rest < 0.5 ? down : down + 1;
  }
  return down % 2 === 0 ? down : down + 1;
}

/** erf to double precision: Maclaurin series below 2.5, the continued fraction of erfc above (Abramowitz & Stegun 7.1.6, 7.1.14). */
export function erf(x: number): number {
  const a = Math.abs(x);
  if (Number.isNaN(x)) {
    return NaN;
  }
  if (a > 6) {
    return Math.sign(x);
  }
  if (a < 2.5) {
    let term = a;
    let sum = a;
    for (let n = 1; n < 200 && Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
      term *= (2 * a * a) / (2 * n + 1);
      sum += term;
    }
    return Math.sign(x) * (2 / Math.sqrt(Math.PI)) * Math.exp(-a * a) * sum;
  }
  let fraction = 0;
  for (let n = 60; n >= 1; n--) {
    fraction = n / 2 / (a + fraction);
  }
  return Math.sign(x) * (1 - Math.exp(-a * a) / (Math.sqrt(Math.PI) * (a + fraction)));
}

const bits = (f: (a: bigint, b: bigint) => bigint) => (a: number, b: number) => Number(f(BigInt(a), BigInt(b)));

export const operations = {
  // Arithmetic on Int and Real alike; Int sums and products are kept as polynomials by construction.
  add: row('n-ary', 'argument', (...v) => v.reduce((s, x) => s + x, 0), (...t) => `(+ ${t.join(' ')})`, 'total', '{0} + {1}', '{0} + {1}', true),
  mul: row('n-ary', 'argument', (...v) => v.reduce((s, x) => s * x, 1), (...t) => `(* ${t.join(' ')})`, 'total', '{0} \\cdot {1}', '{0} * {1}', true),
  div: row(real2, 'Real', (a, b) => a / b, infix('/'), 'nonzero-divisor', '\\frac{{0}}{{1}}', '{0} / {1}'),
  max2: row('n-ary', 'argument', (...v) => Math.max(...v), (a, b) => `(ite (>= ${a} ${b}) ${a} ${b})`, 'total', '\\max({0}, {1})', 'torch.maximum({0}, {1})', true),
  min2: row('n-ary', 'argument', (...v) => Math.min(...v), (a, b) => `(ite (<= ${a} ${b}) ${a} ${b})`, 'total', '\\min({0}, {1})', 'torch.minimum({0}, {1})', true),
  abs: row(real1, 'Real', Math.abs, a => `(ite (>= ${a} 0.0) ${a} (- ${a}))`, 'total', '\\left|{0}\\right|', 'torch.abs({0})'),
  select: row('n-ary', 'argument', (c, a, b) => (c ? a : b), (c, a, b) => `(ite ${c} ${a} ${b})`, 'total', '\\mathrm{select}({0}, {1}, {2})', 'torch.where({0}, {1}, {2})'),

  // Int
  floordiv: row(int2, 'Int', (a, b) => Math.floor(a / b), infix('div'), 'nonzero-divisor', '\\left\\lfloor \\frac{{0}}{{1}} \\right\\rfloor', "torch.div({0}, {1}, rounding_mode='floor')"),
  mod: row(int2, 'Int', (a, b) => a - b * Math.floor(a / b), infix('mod'), 'nonzero-divisor', '{0} \\bmod {1}', 'torch.remainder({0}, {1})'),
  truncdiv: row(int2, 'Int', (a, b) => Math.trunc(a / b), (a, b) => `(ite (>= ${a} 0) (div ${a} ${b}) (- (div (- ${a}) ${b})))`, 'nonzero-divisor', '\\mathrm{truncdiv}({0}, {1})', "torch.div({0}, {1}, rounding_mode='trunc')"),
  truncmod: row(int2, 'Int', (a, b) => a % b, (a, b) => `(ite (>= ${a} 0) (mod ${a} ${b}) (- (mod (- ${a}) ${b})))`, 'nonzero-divisor', '\\mathrm{truncmod}({0}, {1})', 'torch.fmod({0}, {1})'),
  intabs: row(int1, 'Int', Math.abs, a => `(ite (>= ${a} 0) ${a} (- ${a}))`, 'total', '\\left|{0}\\right|', 'torch.abs({0})'),
  bitand: row(int2, 'Int', bits((a, b) => a & b), null, 'total', '{0} \\mathbin{\\&} {1}', 'torch.bitwise_and({0}, {1})', true),
  bitor: row(int2, 'Int', bits((a, b) => a | b), null, 'total', '{0} \\mathbin{|} {1}', 'torch.bitwise_or({0}, {1})', true),
  bitxor: row(int2, 'Int', bits((a, b) => a ^ b), null, 'total', '{0} \\oplus {1}', 'torch.bitwise_xor({0}, {1})', true),
  shiftleft: row(int2, 'Int', (a, b) => a * 2 ** b, null, 'total', '{0} \\ll {1}', 'torch.bitwise_left_shift({0}, {1})'),
  shiftright: row(int2, 'Int', (a, b) => Math.floor(a / 2 ** b), null, 'total', '{0} \\gg {1}', 'torch.bitwise_right_shift({0}, {1})'),

  // Between sorts
  toreal: row(int1, 'Real', a => a, a => `(to_real ${a})`, 'total', '{0}', '{0}.to(torch.float64)'),
  trunc: row(real1, 'Int', Math.trunc, a => `(ite (>= ${a} 0.0) (to_int ${a}) (- (to_int (- ${a}))))`, 'total', '\\mathrm{trunc}({0})', 'torch.trunc({0}).to(torch.int64)'),

  // Comparisons; `gt`, `ge`, `ne` are built from these
  lt: row('n-ary', 'Bool', (a, b) => truth(a < b), infix('<'), 'total', '{0} < {1}', '({0} < {1})'),
  le: row('n-ary', 'Bool', (a, b) => truth(a <= b), infix('<='), 'total', '{0} \\le {1}', '({0} <= {1})'),
  eq: row('n-ary', 'Bool', (a, b) => truth(a === b), infix('='), 'total', '{0} = {1}', '({0} == {1})', true),

  // Bool
  and: row('n-ary', 'Bool', (...v) => truth(v.every(Boolean)), (...t) => `(and ${t.join(' ')})`, 'total', '{0} \\land {1}', '{0} & {1}', true),
  or: row('n-ary', 'Bool', (...v) => truth(v.some(Boolean)), (...t) => `(or ${t.join(' ')})`, 'total', '{0} \\lor {1}', '{0} | {1}', true),
  not: row(bool1, 'Bool', a => truth(!a), a => `(not ${a})`, 'total', '\\lnot {0}', '~({0})'),
  xor: row(bool2, 'Bool', (a, b) => truth(!!a !== !!b), infix('xor'), 'total', '{0} \\oplus {1}', '{0} ^ {1}', true),

  // Real functions and constants
  pi: row([], 'Real', () => Math.PI, null, 'total', '\\pi', 'torch.tensor(torch.pi, dtype=torch.float64, device=device)'),
  exp: row(real1, 'Real', Math.exp, null, 'total', 'e^{{0}}', 'torch.exp({0})'),
  exp2: row(real1, 'Real', a => 2 ** a, null, 'total', '2^{{0}}', 'torch.exp2({0})'),
  expm1: row(real1, 'Real', Math.expm1, null, 'total', '\\left(e^{{0}} - 1\\right)', 'torch.expm1({0})'),
  log: row(real1, 'Real', Math.log, null, 'positive', '\\log {0}', 'torch.log({0})'),
  log2: row(real1, 'Real', Math.log2, null, 'positive', '\\log_2 {0}', 'torch.log2({0})'),
  log10: row(real1, 'Real', Math.log10, null, 'positive', '\\log_{10} {0}', 'torch.log10({0})'),
  log1p: row(real1, 'Real', Math.log1p, null, 'above-minus-one', '\\log\\left(1 + {0}\\right)', 'torch.log1p({0})'),
  sqrt: row(real1, 'Real', Math.sqrt, null, 'nonnegative', '\\sqrt{{0}}', 'torch.sqrt({0})'),
  sin: row(real1, 'Real', Math.sin, null, 'total', '\\sin {0}', 'torch.sin({0})'),
  cos: row(real1, 'Real', Math.cos, null, 'total', '\\cos {0}', 'torch.cos({0})'),
  tan: row(real1, 'Real', Math.tan, null, 'never', '\\tan {0}', 'torch.tan({0})'),
  asin: row(real1, 'Real', Math.asin, null, 'unit-interval', '\\arcsin {0}', 'torch.asin({0})'),
  acos: row(real1, 'Real', Math.acos, null, 'unit-interval', '\\arccos {0}', 'torch.acos({0})'),
  atan: row(real1, 'Real', Math.atan, null, 'total', '\\arctan {0}', 'torch.atan({0})'),
  atan2: row(real2, 'Real', Math.atan2, null, 'never', '\\mathrm{atan2}({0}, {1})', 'torch.atan2({0}, {1})'),
  sinh: row(real1, 'Real', Math.sinh, null, 'total', '\\sinh {0}', 'torch.sinh({0})'),
  cosh: row(real1, 'Real', Math.cosh, null, 'total', '\\cosh {0}', 'torch.cosh({0})'),
  tanh: row(real1, 'Real', Math.tanh, null, 'total', '\\tanh {0}', 'torch.tanh({0})'),
  asinh: row(real1, 'Real', Math.asinh, null, 'total', '\\mathrm{arsinh}\\, {0}', 'torch.asinh({0})'),
  acosh: row(real1, 'Real', Math.acosh, null, 'at-least-one', '\\mathrm{arcosh}\\, {0}', 'torch.acosh({0})'),
  atanh: row(real1, 'Real', Math.atanh, null, 'open-unit-interval', '\\mathrm{artanh}\\, {0}', 'torch.atanh({0})'),
  erf: row(real1, 'Real', erf, null, 'total', '\\mathrm{erf}\\left({0}\\right)', 'torch.erf({0})'),
  sigmoid: row(real1, 'Real', a => 1 / (1 + Math.exp(-a)), null, 'total', '\\sigma\\left({0}\\right)', 'torch.sigmoid({0})'),
  pow: row(real2, 'Real', (a, b) => a ** b, null, 'power', '{0}^{{1}}', 'torch.pow({0}, {1})'),
  fmod: row(real2, 'Real', (a, b) => a % b, null, 'nonzero-divisor', '\\mathrm{fmod}({0}, {1})', 'torch.fmod({0}, {1})'),
  floor: row(real1, 'Real', Math.floor, a => `(to_real (to_int ${a}))`, 'total', '\\left\\lfloor {0} \\right\\rfloor', 'torch.floor({0})'),
  ceil: row(real1, 'Real', Math.ceil, a => `(- (to_real (to_int (- ${a}))))`, 'total', '\\left\\lceil {0} \\right\\rceil', 'torch.ceil({0})'),
  round: row(real1, 'Real', roundHalfEven, null, 'total', '\\mathrm{round}({0})', 'torch.round({0})'),
  rand: row(int2, 'Real', () => NaN, null, 'total', '\\mathrm{rand}({0}, {1})', 'rand({0}, {1})'),
  randn: row(int2, 'Real', () => NaN, null, 'total', '\\mathrm{randn}({0}, {1})', 'randn({0}, {1})'),
  randint: row(int2, 'Int', () => NaN, null, 'total', '\\mathrm{randint}({0}, {1})', 'randint({0}, {1})'),
  /** Word {0} of Philox for the seed {1} and four counters, which count modulo 2³². */
  philox: row(int6, 'Int', (word, seed, ...counters) => philox(BigInt(seed), counters.map(c => Number(BigInt.asUintN(32, BigInt(c)))) as unknown as Words)[word], null, 'total', '\\mathrm{philox}_{{0}}({1}; {2}, {3}, {4}, {5})', 'philox({0}, {1}, {2}, {3}, {4}, {5})'),
  /** A 32-bit word, as a float32 in [0, 1). */
  uniform: row(int1, 'Real', uniform, null, 'total', '\\mathrm{uniform}({0})', 'uniform({0})')
} as const satisfies Record<string, OperationRow>;

export type OperationName = keyof typeof operations;

export const operationRow = (name: OperationName): OperationRow => operations[name];

/** Folds over a binder: the neutral element is the value over nothing. */
export type FoldRow = {
  readonly result: Sort | 'argument';
  /** The value over an empty range; `null`: there is none (argmax of nothing). */
  readonly neutral: number | null;
  readonly combine: (a: number, b: number) => number;
  readonly latex: string;
  readonly torch: string;
};

export const folds = {
  sum: { result: 'argument', neutral: 0, combine: (a, b) => a + b, latex: '\\sum', torch: 'sum' },
  prod: { result: 'argument', neutral: 1, combine: (a, b) => a * b, latex: '\\prod', torch: 'prod' },
  max: { result: 'argument', neutral: -Infinity, combine: Math.max, latex: '\\max', torch: 'amax' },
  min: { result: 'argument', neutral: Infinity, combine: Math.min, latex: '\\min', torch: 'amin' },
  any: { result: 'Bool', neutral: 0, combine: (a, b) => truth(!!a || !!b), latex: '\\bigvee', torch: 'any' },
  all: { result: 'Bool', neutral: 1, combine: (a, b) => truth(!!a && !!b), latex: '\\bigwedge', torch: 'all' },
  xorsum: { result: 'argument', neutral: 0, combine: bits((a, b) => a ^ b), latex: '\\bigoplus', torch: 'xor' },
  argmax: { result: 'Int', neutral: null, combine: Math.max, latex: '\\operatorname{arg\\,max}', torch: 'argmax' },
  argmin: { result: 'Int', neutral: null, combine: Math.min, latex: '\\operatorname{arg\\,min}', torch: 'argmin' }
} as const satisfies Record<string, FoldRow>;

export type FoldName = keyof typeof folds;
export const foldRow = (name: FoldName): FoldRow => folds[name];
