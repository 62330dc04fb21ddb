/**
 * The axioms on which the proofs of the rules rest, at most 40: what the solver is told of functions that it does not know, of
 * their limits, and of folds. Everything else (order, sums, products, quotients, floors) is interpreted. Adding one is a matter
 * for the changelog.
 */
import type { OperationName } from '../term';

/** A value in ℝ ∪ {±∞}; null: no limit. */
export type Limit = number | null;

export type Axiom = {
  readonly statement: string;
  readonly source: string;
} & (
  | {
      /** Holds of `f(x)` for each finite x of the function's domain; texts are SMT-LIB over Reals. */
      readonly kind: 'identity';
      readonly op: OperationName;
      readonly smt: (x: string, f: (op: OperationName, x: string) => string) => string;
      readonly numeric: (x: number, f: (op: OperationName, x: number) => number) => boolean;
    }
  | { readonly kind: 'limits'; readonly op: OperationName; readonly minus: Limit; readonly plus: Limit }
  /** Laws of ⊕ over a finite range; induction over its length is done in the proofs, as a query for the base and one for the step. */
  | { readonly kind: 'fold' }
);

const DLMF = 'NIST Digital Library of Mathematical Functions';
const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

/** f(at) = value, for a constant point. */
const valueAt = (op: OperationName, at: number, value: number, source: string): Axiom => ({
  statement: `${op}(${at}) = ${value}`,
  source,
  kind: 'identity',
  op,
  smt: (_, f) => `(= ${f(op, `${at}.0`)} ${value}.0)`,
  numeric: (_, f) => near(f(op, at), value)
});

/** f(x) > 0. */
const positive = (op: OperationName, source: string): Axiom => ({
  statement: `${op}(x) > 0`,
  source,
  kind: 'identity',
  op,
  smt: (x, f) => `(> ${f(op, x)} 0.0)`,
  numeric: (x, f) => f(op, x) > 0
});

/** f(x) has the sign of x. */
const signOfArgument = (op: OperationName, source: string): Axiom => ({
  statement: `${op}(x) has the sign of x`,
  source,
  kind: 'identity',
  op,
  smt: (x, f) => `(and (= (> ${f(op, x)} 0.0) (> ${x} 0.0)) (= (< ${f(op, x)} 0.0) (< ${x} 0.0)))`,
  numeric: (x, f) => Math.sign(f(op, x)) === Math.sign(x)
});

const limits = (op: OperationName, minus: Limit, plus: Limit, source: string): Axiom => ({
  statement: [minus === null ? '' : `${op}(−∞) = ${minus}`, plus === null ? '' : `${op}(∞) = ${plus}`].filter(s => s !== '').join(', '),
  source,
  kind: 'limits',
  op,
  minus,
  plus
});

export const axioms: readonly Axiom[] = [
  valueAt('exp', 0, 1, `${DLMF} 4.2.19`),
  valueAt('exp2', 0, 1, 'exp2 x = exp(x log 2)'),
  valueAt('expm1', 0, 0, 'expm1 x = exp x − 1'),
  valueAt('log', 1, 0, `${DLMF} 4.2.2`),
  valueAt('log2', 1, 0, 'log2 x = log x / log 2'),
  valueAt('log10', 1, 0, 'log10 x = log x / log 10'),
  valueAt('log1p', 0, 0, 'log1p x = log(1 + x)'),
  valueAt('sin', 0, 0, `${DLMF} 4.17`),
  valueAt('cos', 0, 1, `${DLMF} 4.17`),
  valueAt('tanh', 0, 0, `${DLMF} 4.28`),
  valueAt('erf', 0, 0, `${DLMF} 7.2.1`),
  positive('exp', `${DLMF} 4.2.19`),
  positive('exp2', 'exp2 x = exp(x log 2)'),
  positive('sigmoid', 'sigmoid x = 1 / (1 + exp(−x))'),
  positive('cosh', `${DLMF} 4.28.2`),
  signOfArgument('tanh', `${DLMF} 4.28`),
  signOfArgument('sinh', `${DLMF} 4.28.1`),
  signOfArgument('atan', `${DLMF} 4.23`),
  signOfArgument('erf', `${DLMF} 7.2.1`),
  {
    statement: 'log(exp x) = x',
    source: `${DLMF} 4.2.2`,
    kind: 'identity',
    op: 'exp',
    smt: (x, f) => `(= ${f('log', f('exp', x))} ${x})`,
    numeric: (x, f) => near(f('log', f('exp', x)), x)
  },
  {
    statement: 'sqrt x ≥ 0 and (sqrt x)² = x, for x ≥ 0',
    source: 'definition of the square root',
    kind: 'identity',
    op: 'sqrt',
    smt: (x, f) => `(=> (>= ${x} 0.0) (and (>= ${f('sqrt', x)} 0.0) (= (* ${f('sqrt', x)} ${f('sqrt', x)}) ${x})))`,
    numeric: (x, f) => x < 0 || (f('sqrt', x) >= 0 && near(f('sqrt', x) ** 2, x))
  },
  {
    statement: 'round(i) = i for integers i',
    source: 'definition of rounding',
    kind: 'identity',
    op: 'round',
    smt: (x, f) => `(=> (is_int ${x}) (= ${f('round', x)} ${x}))`,
    numeric: (x, f) => f('round', Math.trunc(x)) === Math.trunc(x)
  },
  limits('exp', 0, Infinity, `${DLMF} 4.4`),
  limits('exp2', 0, Infinity, `${DLMF} 4.4`),
  limits('expm1', -1, Infinity, `${DLMF} 4.4`),
  limits('sigmoid', 0, 1, 'sigmoid x = 1 / (1 + exp(−x))'),
  limits('tanh', -1, 1, `${DLMF} 4.31`),
  limits('erf', -1, 1, `${DLMF} 7.2.4`),
  limits('log', null, Infinity, `${DLMF} 4.4`),
  limits('log2', null, Infinity, `${DLMF} 4.4`),
  limits('sqrt', null, Infinity, 'definition of the square root'),
  { statement: '⊕ over nothing is the neutral element', source: 'definition of the fold', kind: 'fold' },
  { statement: '⊕_{k < n + 1, g} f = ⊕_{k < n, g} f ⊕ f(n) where g(n), and ⊕_{k < n, g} f elsewhere', source: 'definition of the fold', kind: 'fold' }
];
