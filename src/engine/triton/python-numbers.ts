/** Python's arithmetic on constexprs: exact integers and rationals, with floor division, as Python does it. */
import type { Span } from '../span';
import { add, compare as compareRational, divide, floor, multiply, negate, type Rational, rational } from '../term/rational';
import type { Value } from './domain';
import type { BinaryOperator, CompareOperator } from './syntax';
import { Unsupported } from './unsupported';
import { bool, float, type Float, floatFromNumber, floatOf, floatToNumber, int, integerOf, type PythonNumber } from './values';

const MAX_BITS = 4096n;

const floorDivide = (a: bigint, b: bigint): bigint => (a % b !== 0n && a < 0n !== b < 0n ? a / b - 1n : a / b);

const error = (message: string, span: Span): Unsupported => new Unsupported('error', span, message);

/** `a op b` for two numbers. */
export function pythonBinary<T>(op: BinaryOperator, a: PythonNumber, b: PythonNumber, span: Span): Value<T> {
  if (a.kind === 'bool' && b.kind === 'bool' && (op === '&' || op === '|' || op === '^')) {
    return bool(op === '&' ? a.value && b.value : op === '|' ? a.value || b.value : a.value !== b.value);
  }
  const x = integerOf<T>(a);
  const y = integerOf<T>(b);
  return x !== null && y !== null ? integerBinary(op, x, y, span) : floatBinary(op, floatOf(a), floatOf(b), span);
}

function integerBinary<T>(op: BinaryOperator, x: bigint, y: bigint, span: Span): Value<T> {
  if ((op === '/' || op === '//' || op === '%') && y === 0n) {
    throw error('division by zero', span);
  }
  if ((op === '<<' || op === '**') && y > MAX_BITS) {
    throw error(`${x} ${op} ${y} is too large`, span);
  }
  switch (op) {
    case '+':
      return int(x + y);
    case '-':
      return int(x - y);
    case '*':
      return int(x * y);
    case '/':
      return float(rational(x, y));
    case '//':
      return int(floorDivide(x, y));
    case '%':
      return int(x - floorDivide(x, y) * y);
    case '**':
      return y >= 0n ? int(x ** y) : float(divide(rational(1), rational(x ** -y)));
    case '&':
      return int(x & y);
    case '|':
      return int(x | y);
    case '^':
      return int(x ^ y);
    case '<<':
      return int(x << y);
    case '>>':
      return int(x >> y);
    case '@':
      throw error("'@' needs two blocks", span);
  }
}

function floatBinary<T>(op: BinaryOperator, x: Float, y: Float, span: Span): Value<T> {
  if ((op === '/' || op === '//' || op === '%') && typeof y !== 'string' && y.numerator === 0n) {
    throw error('division by zero', span);
  }
  if (typeof x === 'string' || typeof y === 'string') {
    return float(floatFromNumber(inexact(op, floatToNumber(x), floatToNumber(y), span)));
  }
  switch (op) {
    case '+':
      return float(add(x, y));
    case '-':
      return float(add(x, negate(y)));
    case '*':
      return float(multiply(x, y));
    case '/':
      return float(divide(x, y));
    case '//':
      return float(rational(floor(divide(x, y))));
    case '%':
      return float(add(x, negate(multiply(rational(floor(divide(x, y))), y))));
    case '**':
      return float(power(x, y));
    default:
      throw error(`'${op}' needs integers`, span);
  }
}

function power(x: Rational, y: Rational): Float {
  if (y.denominator === 1n && y.numerator >= -64n && y.numerator <= 64n && x.numerator !== 0n) {
    const magnitude = y.numerator < 0n ? -y.numerator : y.numerator;
    const raised = rational(x.numerator ** magnitude, x.denominator ** magnitude);
    return y.numerator < 0n ? divide(rational(1), raised) : raised;
  }
  return floatFromNumber(floatToNumber(x) ** floatToNumber(y));
}

function inexact(op: BinaryOperator, x: number, y: number, span: Span): number {
  switch (op) {
    case '+':
      return x + y;
    case '-':
      return x - y;
    case '*':
      return x * y;
    case '/':
      return x / y;
    case '//':
      return Math.floor(x / y);
    case '**':
      return x ** y;
    case '%':
      return y === Infinity && Number.isFinite(x) ? (x < 0 ? y : x) : NaN;
    default:
      throw error(`'${op}' needs integers`, span);
  }
}

/** Three-way comparison of two numbers; null when one is NaN. */
export function pythonOrder(a: PythonNumber, b: PythonNumber): number | null {
  const x = floatOf(a);
  const y = floatOf(b);
  if (x === 'nan' || y === 'nan') {
    return null;
  }
  if (typeof x === 'string' || typeof y === 'string') {
    return Math.sign(x === y ? 0 : floatToNumber(x) < floatToNumber(y) ? -1 : 1);
  }
  return compareRational(x, y);
}

/** `a op b` for an ordering operator. */
export function pythonCompare(op: CompareOperator, a: PythonNumber, b: PythonNumber): boolean {
  const order = pythonOrder(a, b);
  if (order === null) {
    return op === '!=';
  }
  return ({ '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0, '==': order === 0, '!=': order !== 0 } as Partial<Record<CompareOperator, boolean>>)[op] ?? false;
}

/** `-a`. */
export const pythonNegate = <T>(a: PythonNumber): Value<T> => {
  const x = integerOf<T>(a);
  if (x !== null) {
    return int(-x);
  }
  const value = floatOf(a);
  return float(value === 'inf' ? '-inf' : value === '-inf' ? 'inf' : value === 'nan' ? 'nan' : negate(value));
};
