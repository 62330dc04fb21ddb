/** Operators on values: Python's on constexprs, Triton's as soon as a tensor takes part. */
import type { Span } from '../span';
import type { Domain, ElementwiseOp, Value } from './domain';
import { bitsOf, classOf, type Dtype, isBool, isFloat, isInteger, sameDtype, scalar } from './dtype';
import { computationType, type Operand, promoteIntegers } from './promotion';
import { pythonBinary, pythonCompare, pythonNegate } from './python-numbers';
import type { BinaryOperator, CompareOperator, UnaryOperator } from './syntax';
import { Unsupported } from './unsupported';
import { bool, constexprTensor, describe, dtypeName, dtypeOfNumber, int, integerOf, isPythonNumber, tensor, tuple } from './values';

type Tensor<T> = Extract<Value<T>, { kind: 'tensor' }>;

const INT1 = scalar('int1');
const FP32 = scalar('fp32');

const mistake = (message: string, span: Span): Unsupported => new Unsupported('type error', span, message);

/** A symbolic constexpr: it bends to the other operand's dtype as a Python number does, and its `//` and `%` floor. */
export const isSymbolicConstexpr = <T>(domain: Domain<T>, value: Value<T>): boolean =>
  value.kind === 'tensor' && value.runtime !== true && domain.isConstexpr(value.tensor);

const isWeak = <T>(domain: Domain<T>, value: Value<T>): boolean => isPythonNumber(value) || isSymbolicConstexpr(domain, value);

/** A tensor of a value: numbers become scalars of the dtype that Triton gives them. */
export function toTensor<T>(domain: Domain<T>, value: Value<T>, span: Span): T {
  if (value.kind === 'tensor') {
    return value.tensor;
  }
  if (!isPythonNumber(value)) {
    throw mistake(`a tensor or a number is needed here, not ${describe(value, domain)}`, span);
  }
  const dtype = dtypeOfNumber(value);
  if (!dtype) {
    throw mistake('the integer does not fit in 64 bits', span);
  }
  return domain.constant(value.value, dtype);
}

/** A number as a scalar of a dtype, a tensor cast to it. */
export function toDtype<T>(domain: Domain<T>, value: Value<T>, dtype: Dtype, span: Span): T {
  if (isPythonNumber(value) && dtype.kind === 'scalar') {
    return constantOf(domain, value, dtype, span);
  }
  return cast(domain, toTensor(domain, value, span), dtype, span);
}

function constantOf<T>(domain: Domain<T>, value: Extract<Value<T>, { kind: 'int' | 'float' | 'bool' }>, dtype: Dtype, span: Span): T {
  if (value.kind === 'float' && !isFloat(dtype)) {
    return cast(domain, domain.constant(value.value, FP32), dtype, span);
  }
  if (isBool(dtype)) {
    return domain.constant(value.kind === 'bool' ? value.value : integerOf(value) !== 0n, dtype);
  }
  return domain.constant(value.kind === 'bool' ? BigInt(value.value) : value.value, dtype);
}

export function cast<T>(domain: Domain<T>, value: T, dtype: Dtype, span: Span): T {
  const from = domain.dtype(value);
  return sameDtype(from, dtype) ? value : domain.cast(value, dtype, span);
}

const operandOf = <T>(domain: Domain<T>, value: Value<T>, span: Span): Operand => ({
  dtype: isPythonNumber(value) ? dtypeOfNumber(value) ?? scalar('int64') : domain.dtype(toTensor(domain, value, span)),
  weak: isWeak(domain, value)
});

/** Both operands in the dtype in which Triton combines them. `strong`: numbers become tensors first (comparisons do that). */
export function unify<T>(domain: Domain<T>, a: Value<T>, b: Value<T>, options: { divides?: boolean; strong?: boolean }, span: Span): { left: T; right: T; dtype: Dtype } {
  const [x, y] = [operandOf(domain, a, span), operandOf(domain, b, span)];
  const weakness = options.strong ? { weak: false } : {};
  const dtype = computationType({ ...x, ...weakness }, { ...y, ...weakness }, options.divides ?? false);
  if (!dtype) {
    throw mistake(`${dtypeName(x.dtype)} and ${dtypeName(y.dtype)} cannot be combined`, span);
  }
  for (const value of [a, b]) {
    checkRange(value, dtype, options.strong ?? false, span);
  }
  return { left: toDtype(domain, a, dtype, span), right: toDtype(domain, b, dtype, span), dtype };
}

/** A Python integer that bends to an integer dtype must fit it. */
function checkRange<T>(value: Value<T>, dtype: Dtype, strong: boolean, span: Span): void {
  const n = isPythonNumber(value) ? integerOf(value) : null;
  if (n === null || strong || !isInteger(dtype)) {
    return;
  }
  const bits = BigInt(bitsOf(dtype));
  const signed = classOf(dtype) === 'signed';
  const [low, high] = signed ? [-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n] : [0n, 2n ** bits - 1n];
  if (n < low || n > high) {
    throw mistake(`Scalar ${n} is out of range for type ${dtypeName(dtype)}`, span);
  }
}

/** A result of elementwise operands: a constexpr only if all of them are. */
export const result = <T>(domain: Domain<T>, operands: readonly Value<T>[], value: T): Value<T> =>
  operands.every(operand => isWeak(domain, operand)) ? constexprTensor(value) : tensor(value);

const arithmetic: Partial<Record<BinaryOperator, ElementwiseOp>> = { '+': 'add', '-': 'sub', '*': 'mul' };
const bitwise: Partial<Record<BinaryOperator, ElementwiseOp>> = { '&': 'and', '|': 'or', '^': 'xor', '<<': 'shl', '>>': 'shr' };

/** `a op b`. */
export function binary<T>(domain: Domain<T>, op: BinaryOperator, a: Value<T>, b: Value<T>, span: Span): Value<T> {
  if (isPythonNumber(a) && isPythonNumber(b)) {
    return pythonBinary(op, a, b, span);
  }
  if (a.kind !== 'tensor' && b.kind !== 'tensor') {
    return sequenceOperation(domain, op, a, b, span);
  }
  if (op === '+' || op === '-') {
    const pointer = pointerArithmetic(domain, op, a, b, span);
    if (pointer) {
      return pointer;
    }
  }
  const make = (name: ElementwiseOp, left: T, right: T, dtype: Dtype): Value<T> =>
    result(domain, [a, b], domain.elementwise(name, [left, right], dtype, span));
  if (op in arithmetic) {
    const { left, right, dtype } = unify(domain, a, b, {}, span);
    if (isBool(dtype)) {
      // One bit: sums and differences keep the parity.
      return make(op === '*' ? 'and' : 'xor', left, right, dtype);
    }
    return make(arithmetic[op]!, left, right, dtype);
  }
  if (op in bitwise) {
    return bitwiseOperation(domain, op, a, b, span);
  }
  switch (op) {
    case '/':
      return trueDivision(domain, a, b, span);
    case '//':
    case '%':
      return divisionOrRemainder(domain, op, a, b, span);
    case '**': {
      const { left, right, dtype } = unify(domain, a, b, {}, span);
      return isWeak(domain, a) && isWeak(domain, b) ? make('pow', left, right, dtype) : raise(domain, a, b, span);
    }
    default:
      throw new Unsupported(op, span, `the operator '${op}' is not part of Triton: use tl.dot`);
  }
}

/** Triton has no `**` on tensors; nothing is gained by guessing. */
function raise<T>(domain: Domain<T>, a: Value<T>, b: Value<T>, span: Span): never {
  throw mistake(`'**' is not defined for ${describe(a, domain)} and ${describe(b, domain)}: multiply, or use libdevice.pow`, span);
}

function pointerArithmetic<T>(domain: Domain<T>, op: '+' | '-', a: Value<T>, b: Value<T>, span: Span): Value<T> | null {
  const isPointer = (value: Value<T>): value is Tensor<T> => value.kind === 'tensor' && domain.dtype(value.tensor).kind === 'pointer';
  const [pointer, offset] = isPointer(a) ? [a, b] : [b, a];
  if (!isPointer(pointer)) {
    return null;
  }
  if (isPointer(offset)) {
    throw mistake(op === '+' ? 'two pointers cannot be added' : 'a pointer cannot be subtracted', span);
  }
  if (op === '-' && pointer === b) {
    throw mistake('a pointer cannot be subtracted', span);
  }
  const by = toTensor(domain, offset, span);
  if (!isInteger(domain.dtype(by)) && !isBool(domain.dtype(by))) {
    throw domain.notInteger?.(by, span) ?? mistake(`a pointer moves by integers, not by ${dtypeName(domain.dtype(by))}`, span);
  }
  const signed = op === '+' ? by : domain.elementwise('neg', [by], domain.dtype(by), span);
  return tensor(domain.offset(pointer.tensor, signed, span));
}

function bitwiseOperation<T>(domain: Domain<T>, op: BinaryOperator, a: Value<T>, b: Value<T>, span: Span): Value<T> {
  const { left, right, dtype } = unify(domain, a, b, {}, span);
  if (isFloat(dtype)) {
    throw mistake(`'${op}' needs integers or booleans, not ${dtypeName(dtype)}`, span);
  }
  return result(domain, [a, b], domain.elementwise(bitwise[op]!, [left, right], dtype, span));
}

/** `/`: of two integers in float32. */
export function trueDivision<T>(domain: Domain<T>, a: Value<T>, b: Value<T>, span: Span): Value<T> {
  const { left, right, dtype } = unify(domain, a, b, { divides: true }, span);
  const floating = isFloat(dtype) ? dtype : FP32;
  const quotient = domain.elementwise('div', [cast(domain, left, floating, span), cast(domain, right, floating, span)], floating, span);
  return result(domain, [a, b], quotient);
}

/** `//` and `%`: toward zero on the machine, toward −∞ between constexprs; `%` of floats is C's fmod. */
function divisionOrRemainder<T>(domain: Domain<T>, op: '//' | '%', a: Value<T>, b: Value<T>, span: Span): Value<T> {
  const { left, right, dtype } = unify(domain, a, b, { divides: true }, span);
  const floors = isWeak(domain, a) && isWeak(domain, b);
  if (isFloat(dtype)) {
    if (op === '//') {
      throw mistake("'//' is defined for integers only", span);
    }
    return result(domain, [a, b], domain.elementwise('fmod', [left, right], dtype, span));
  }
  const name: ElementwiseOp = op === '//' ? (floors ? 'floordiv' : 'truncdiv') : floors ? 'mod' : 'truncmod';
  return result(domain, [a, b], domain.elementwise(name, [left, right], promoteIntegers(dtype, dtype), span));
}

/** `+` and `*` of strings and tuples. */
function sequenceOperation<T>(domain: Domain<T>, op: BinaryOperator, a: Value<T>, b: Value<T>, span: Span): Value<T> {
  if (op === '+' && a.kind === 'string' && b.kind === 'string') {
    return { kind: 'string', value: a.value + b.value };
  }
  if (op === '+' && a.kind === 'tuple' && b.kind === 'tuple') {
    return tuple([...a.items, ...b.items]);
  }
  const [sequence, count] = a.kind === 'tuple' ? [a, integerOf(b)] : [b, integerOf(a)];
  if (op === '*' && sequence.kind === 'tuple' && count !== null && count <= 64n) {
    return tuple(Array.from({ length: Number(count < 0n ? 0n : count) }, () => sequence.items).flat());
  }
  throw mistake(`'${op}' is not defined for ${describe(a, domain)} and ${describe(b, domain)}`, span);
}

const comparisons: Partial<Record<CompareOperator, ElementwiseOp>> = { '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge', '==': 'eq', '!=': 'ne' };

/** `a op b` for a comparison, `is` or `in`. */
export function compare<T>(domain: Domain<T>, op: CompareOperator, a: Value<T>, b: Value<T>, span: Span): Value<T> {
  switch (op) {
    case 'is':
    case 'is not':
      return bool(same(a, b) === (op === 'is'));
    case 'in':
    case 'not in':
      return bool(contains(domain, b, a, span) === (op === 'in'));
    default:
  }
  if (isPythonNumber(a) && isPythonNumber(b)) {
    return bool(pythonCompare(op, a, b));
  }
  const numeric = (value: Value<T>): boolean => isPythonNumber(value) || value.kind === 'tensor';
  if (!numeric(a) || !numeric(b)) {
    if (op !== '==' && op !== '!=') {
      throw mistake(`'${op}' is not defined for ${describe(a, domain)} and ${describe(b, domain)}`, span);
    }
    return bool(same(a, b) === (op === '=='));
  }
  const { left, right } = unify(domain, a, b, { strong: !(isWeak(domain, a) && isWeak(domain, b)) }, span);
  return result(domain, [a, b], domain.elementwise(comparisons[op]!, [left, right], INT1, span));
}

/** Equality of two values of which at least one is no number and no tensor. */
export function same<T>(a: Value<T>, b: Value<T>): boolean {
  if (isPythonNumber(a) && isPythonNumber(b)) {
    return pythonCompare('==', a, b);
  }
  if (a.kind !== b.kind) {
    return false;
  }
  switch (a.kind) {
    case 'string':
      return a.value === (b as typeof a).value;
    case 'none':
      return true;
    case 'dtype':
      return sameDtype(a.dtype, (b as typeof a).dtype);
    case 'builtin':
      return a.path === (b as typeof a).path;
    case 'function':
      return a.definition === (b as typeof a).definition;
    case 'tensor':
      return a.tensor === (b as typeof a).tensor;
    case 'tuple': {
      const items = (b as typeof a).items;
      return a.items.length === items.length && a.items.every((item, i) => same(item, items[i]));
    }
    default:
      return a === b;
  }
}

function contains<T>(domain: Domain<T>, container: Value<T>, item: Value<T>, span: Span): boolean {
  if (container.kind === 'tuple') {
    return container.items.some(member => same(member, item));
  }
  if (container.kind === 'string' && item.kind === 'string') {
    return container.value.includes(item.value);
  }
  throw mistake(`'in' is not defined for ${describe(container, domain)}`, span);
}

/** `op a`. */
export function unary<T>(domain: Domain<T>, op: Exclude<UnaryOperator, 'not'>, a: Value<T>, span: Span): Value<T> {
  if (isPythonNumber(a)) {
    return op === '-' ? pythonNegate(a) : op === '+' ? a : bitwiseNot(a, span);
  }
  if (a.kind !== 'tensor') {
    throw mistake(`'${op}' is not defined for ${describe(a, domain)}`, span);
  }
  const dtype = domain.dtype(a.tensor);
  if (dtype.kind === 'pointer' || (op === '~' && isFloat(dtype))) {
    throw mistake(`'${op}' is not defined for ${dtypeName(dtype)}`, span);
  }
  return op === '+' ? a : result(domain, [a], domain.elementwise(op === '-' ? 'neg' : 'not', [a.tensor], dtype, span));
}

function bitwiseNot<T>(a: Extract<Value<T>, { kind: 'int' | 'float' | 'bool' }>, span: Span): Value<T> {
  const value = integerOf(a);
  if (value === null) {
    throw mistake("'~' is not defined for a float", span);
  }
  return int(~value);
}

/** A value as a condition: int1. Non-boolean tensors are compared with zero. */
export function toCondition<T>(domain: Domain<T>, value: T, span: Span): T {
  const dtype = domain.dtype(value);
  if (isBool(dtype)) {
    return value;
  }
  if (dtype.kind === 'pointer') {
    // A pointer that is passed is not null: None is a constant of its own.
    return domain.constant(true, INT1);
  }
  return domain.elementwise('ne', [value, domain.constant(isFloat(dtype) ? { numerator: 0n, denominator: 1n } : 0n, dtype)], INT1, span);
}

/** `not a` for a tensor. */
export const logicalNot = <T>(domain: Domain<T>, value: Value<T> & { kind: 'tensor' }, span: Span): Value<T> =>
  result(domain, [value], domain.elementwise('not', [toCondition(domain, value.tensor, span)], INT1, span));
