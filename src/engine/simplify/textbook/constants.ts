/** Decimal constants that stand for numbers with a name. What is read as one is listed under the assumptions of a lift. */
import { Q } from '../../term';
import { parseExpr, type Expr } from '../../egraph';

export type NamedConstant = {
  /** As the page shows it. */
  readonly text: string;
  readonly value: number;
  readonly expr: Expr;
};

const row = (text: string, value: number, expr: string): NamedConstant => ({ text, value, expr: parseExpr(expr) });

export const namedConstants: readonly NamedConstant[] = [
  row('π', Math.PI, 'pi'),
  row('2π', 2 * Math.PI, '(mul 2 pi)'),
  row('π/2', Math.PI / 2, '(div pi 2)'),
  row('1/π', 1 / Math.PI, '(div 1 pi)'),
  row('√π', Math.sqrt(Math.PI), '(sqrt pi)'),
  row('√(2π)', Math.sqrt(2 * Math.PI), '(sqrt (mul 2 pi))'),
  row('1/√(2π)', 1 / Math.sqrt(2 * Math.PI), '(div 1 (sqrt (mul 2 pi)))'),
  row('√(2/π)', Math.sqrt(2 / Math.PI), '(sqrt (div 2 pi))'),
  row('2√(2/π)', 2 * Math.sqrt(2 / Math.PI), '(mul 2 (sqrt (div 2 pi)))'),
  row('2/√π', 2 / Math.sqrt(Math.PI), '(div 2 (sqrt pi))'),
  row('log₂ e', Math.LOG2E, '(div 1 (log 2))'),
  row('log 2', Math.LN2, '(log 2)'),
  row('log₁₀ e', Math.LOG10E, '(div 1 (log 10))'),
  row('log 10', Math.LN10, '(log 10)'),
  row('√2', Math.SQRT2, '(sqrt 2)'),
  row('1/√2', Math.SQRT1_2, '(div 1 (sqrt 2))'),
  row('1/log 2', 1 / Math.LN2, '(div 1 (log 2))'),
  row('e', Math.E, '(exp 1)')
];

/** Digits of float32 and a little: what is written with fewer is a number of its own (0.7, 3.14). */
const TOLERANCE = 2e-7;

/** The constant that a number stands for; null for one that means itself. */
export function namedConstant(value: Q.Rational): NamedConstant | null {
  const x = Q.toNumber(value);
  return namedConstants.find(c => Math.abs(Math.abs(x) - c.value) <= TOLERANCE * c.value) ?? null;
}
