/**
 * The axioms on which the proofs of the rules rest, at most 40: what the solver is told of functions that it does not know, of
 * their limits, and of folds; functions that others define are definitions. Everything else (order, sums, products, quotients,
 * floors) is interpreted. Adding one is a matter for the changelog.
 */
import { parsePattern, type PatternTree } from '../egraph/pattern-text';
import type { OperationName } from '../term';

/** A value in ℝ ∪ {±∞}; null: no limit. */
export type Limit = number | null;

/** The text of an application, or its value. */
type Apply<X> = (op: OperationName, x: X) => X;

export type Axiom = {
  readonly statement: string;
  readonly source: string;
} & (
  | {
      /** Holds of `f(x)` for each finite x of the function's domain; texts are SMT-LIB over Reals. */
      readonly kind: 'identity';
      readonly op: OperationName;
      readonly smt: (x: string, f: Apply<string>) => string;
      readonly numeric: (x: number, f: Apply<number>) => boolean;
    }
  | {
      /** Holds of `f(x)` and `f(y)` for finite x and y. `between`: the argument of a third application in it. */
      readonly kind: 'pair';
      readonly op: OperationName;
      readonly smt: (x: string, y: string, f: Apply<string>) => string;
      readonly between: ((x: string, y: string) => string) | null;
      readonly numeric: (x: number, y: number, f: Apply<number>) => boolean;
    }
  /** What the function is, for all extended reals ?x. */
  | { readonly kind: 'definition'; readonly op: OperationName; readonly is: PatternTree }
  | { readonly kind: 'limits'; readonly op: OperationName; readonly minus: Limit; readonly plus: Limit }
  /** Laws of ⊕ over a finite range; induction over its length is done in the proofs, as a query for the base and one for the step. */
  | { readonly kind: 'fold' }
);

const DLMF = 'NIST Digital Library of Mathematical Functions';
const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

const identity = (op: OperationName, statement: string, source: string, smt: (x: string, f: Apply<string>) => string, numeric: (x: number, f: Apply<number>) => boolean): Axiom => ({
  statement,
  source,
  kind: 'identity',
  op,
  smt,
  numeric
});

const definition = (op: OperationName, statement: string, is: string, source: string): Axiom => ({ statement, source, kind: 'definition', op, is: parsePattern(is) });

/** f(at) = value, for a constant point. */
const valueAt = (op: OperationName, at: number, value: number, source: string): Axiom =>
  identity(op, `${op}(${at}) = ${value}`, source, (_, f) => `(= ${f(op, `${at}.0`)} ${value}.0)`, (_, f) => near(f(op, at), value));

const signs = (value: string, x: string): string => `(and (= (> ${value} 0.0) (> ${x} 0.0)) (= (< ${value} 0.0) (< ${x} 0.0)))`;

/** f(x) has the sign of x. */
const signOfArgument = (op: OperationName, source: string): Axiom =>
  identity(op, `${op}(x) has the sign of x`, source, (x, f) => signs(f(op, x), x), (x, f) => Math.sign(f(op, x)) === Math.sign(x));

/** f(−x) = −f(x), or f(x). */
const odd = (op: OperationName, source: string): Axiom =>
  identity(op, `${op}(−x) = −${op}(x)`, source, (x, f) => `(= ${f(op, `(- ${x})`)} (- ${f(op, x)}))`, (x, f) => near(f(op, -x), -f(op, x)));
const even = (op: OperationName, source: string): Axiom =>
  identity(op, `${op}(−x) = ${op}(x)`, source, (x, f) => `(= ${f(op, `(- ${x})`)} ${f(op, x)})`, (x, f) => near(f(op, -x), f(op, x)));

const limits = (op: OperationName, minus: Limit, plus: Limit, source: string): Axiom => ({
  statement: [minus === null ? '' : `${op}(−∞) = ${minus}`, plus === null ? '' : `${op}(∞) = ${plus}`].filter(s => s !== '').join(', '),
  source,
  kind: 'limits',
  op,
  minus,
  plus
});

export const axioms: readonly Axiom[] = [
  identity('exp', 'exp(x) > 0', `${DLMF} 4.2.19`, (x, f) => `(> ${f('exp', x)} 0.0)`, (x, f) => f('exp', x) > 0),
  identity('exp', 'exp(x) − 1 has the sign of x', `${DLMF} 4.5.13`, (x, f) => signs(`(- ${f('exp', x)} 1.0)`, x), (x, f) => Math.sign(f('exp', x) - 1) === Math.sign(x)),
  identity('exp', 'log(exp x) = x', `${DLMF} 4.2.2`, (x, f) => `(= ${f('log', f('exp', x))} ${x})`, (x, f) => near(f('log', f('exp', x)), x)),
  identity('log', 'exp(log x) = x, for x > 0', `${DLMF} 4.2.2`, (x, f) => `(=> (> ${x} 0.0) (= ${f('exp', f('log', x))} ${x}))`, (x, f) => x <= 0 || near(f('exp', f('log', x)), x)),
  identity('log', 'log x has the sign of x − 1, for x > 0', `${DLMF} 4.5.1`, (x, f) => `(=> (> ${x} 0.0) ${signs(f('log', x), `(- ${x} 1.0)`)})`, (x, f) => x <= 0 || Math.sign(f('log', x)) === Math.sign(x - 1)),
  {
    statement: 'exp(x + y) = exp(x) · exp(y)',
    source: `${DLMF} 4.8.14`,
    kind: 'pair',
    op: 'exp',
    smt: (x, y, f) => `(= ${f('exp', `(+ ${x} ${y})`)} (* ${f('exp', x)} ${f('exp', y)}))`,
    between: (x, y) => `(+ ${x} ${y})`,
    numeric: (x, y, f) => near(f('exp', x + y) / f('exp', x), f('exp', y))
  },
  {
    statement: 'exp(x) < exp(y) just where x < y',
    source: `${DLMF} 4.2.19`,
    kind: 'pair',
    op: 'exp',
    smt: (x, y, f) => `(and (= (< ${x} ${y}) (< ${f('exp', x)} ${f('exp', y)})) (= (< ${y} ${x}) (< ${f('exp', y)} ${f('exp', x)})))`,
    between: null,
    numeric: (x, y, f) => f('exp', x) < f('exp', y) === x < y
  },
  definition('exp2', 'exp2 x = exp(x · log 2)', '(exp (mul ?x (log 2)))', `${DLMF} 4.2.30`),
  definition('expm1', 'expm1 x = exp(x) − 1', '(sub (exp ?x) 1)', 'definition of expm1'),
  definition('log2', 'log2 x = log x / log 2', '(div (log ?x) (log 2))', `${DLMF} 4.2.10`),
  definition('log10', 'log10 x = log x / log 10', '(div (log ?x) (log 10))', `${DLMF} 4.2.10`),
  definition('log1p', 'log1p x = log(1 + x)', '(log (add 1 ?x))', 'definition of log1p'),
  definition('sigmoid', 'sigmoid x = 1 / (1 + exp(−x))', '(div 1 (add 1 (exp (neg ?x))))', 'definition of the logistic function'),
  definition('tanh', 'tanh x = 1 − 2 / (exp(2x) + 1)', '(sub 1 (div 2 (add (exp (mul 2 ?x)) 1)))', `${DLMF} 4.28.1, 4.28.2, 4.28.4`),
  definition('sinh', 'sinh x = (exp(x) − exp(−x)) / 2', '(div (sub (exp ?x) (exp (neg ?x))) 2)', `${DLMF} 4.28.1`),
  definition('cosh', 'cosh x = (exp(x) + exp(−x)) / 2', '(div (add (exp ?x) (exp (neg ?x))) 2)', `${DLMF} 4.28.2`),
  identity(
    'sqrt',
    'sqrt x ≥ 0 and (sqrt x)² = x, for x ≥ 0',
    'definition of the square root',
    (x, f) => `(=> (>= ${x} 0.0) (and (>= ${f('sqrt', x)} 0.0) (= (* ${f('sqrt', x)} ${f('sqrt', x)}) ${x})))`,
    (x, f) => x < 0 || (f('sqrt', x) >= 0 && near(f('sqrt', x) ** 2, x))
  ),
  identity('round', 'round(i) = i for integers i', 'definition of rounding', (x, f) => `(=> (is_int ${x}) (= ${f('round', x)} ${x}))`, (x, f) => f('round', Math.trunc(x)) === Math.trunc(x)),
  valueAt('cos', 0, 1, `${DLMF} 4.17`),
  identity('sin', 'sin(x)² + cos(x)² = 1', `${DLMF} 4.21.12`, (x, f) => `(= (+ (* ${f('sin', x)} ${f('sin', x)}) (* ${f('cos', x)} ${f('cos', x)})) 1.0)`, (x, f) => near(f('sin', x) ** 2 + f('cos', x) ** 2, 1)),
  odd('sin', `${DLMF} 4.21.1`),
  even('cos', `${DLMF} 4.21.2`),
  signOfArgument('erf', `${DLMF} 7.2.1`),
  odd('erf', `${DLMF} 7.4.1`),
  signOfArgument('atan', `${DLMF} 4.23`),
  odd('atan', `${DLMF} 4.23.3`),
  limits('exp', 0, Infinity, `${DLMF} 4.4`),
  limits('log', null, Infinity, `${DLMF} 4.4`),
  limits('sqrt', null, Infinity, 'definition of the square root'),
  limits('erf', -1, 1, `${DLMF} 7.2.4`),
  { statement: '⊕ over nothing is the neutral element', source: 'definition of the fold', kind: 'fold' },
  { statement: '⊕_{k < n + 1, g} f = ⊕_{k < n, g} f ⊕ f(n) where g(n), and ⊕_{k < n, g} f elsewhere', source: 'definition of the fold', kind: 'fold' }
];

/** What the function is, if others define it. */
export function definitionOf(op: OperationName): PatternTree | null {
  const found = axioms.find(a => a.kind === 'definition' && a.op === op);
  return found?.kind === 'definition' ? found.is : null;
}
