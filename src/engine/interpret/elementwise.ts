/** Elementwise operations on blocks: broadcasting, rounding, exact integers, and undefinedness lane by lane. */
import { bitsOf, classOf, isBool, isFloat, type Dtype } from '../triton/dtype';
import type { ElementwiseOp } from '../triton/domain';
import type { Span } from '../span';
import { bigLane, broadcastShapes, mergeBlame, numberLane, operand, sizeOf, type Blame, type Block, type Lanes, type Operand, type Shape, zeros } from './block';
import { fit, integerLanes, isWide, type Precision } from './conversion';
import { big, binary, comparisons, divides, narrow, safe, shifts, unary, type Binary } from './elementwise-table';
import type { EventLog } from './events';

export type Arithmetic = { readonly precision: Precision; readonly log: EventLog };

function commonShape(args: readonly Block[]): Shape {
  let shape: Shape = [];
  for (const { shape: other } of args) {
    const both = broadcastShapes(shape, other);
    if (both === null) {
      throw new Error(`shapes [${shape.join(', ')}] and [${other.join(', ')}] do not broadcast`);
    }
    shape = both;
  }
  return shape;
}

/** select: the undefinedness of the branch not taken does not count. */
function select([condition, then, otherwise]: readonly [Operand, Operand, Operand], size: number): { data: Lanes; blame: Blame | null } {
  const wide = Array.isArray(then.block.data) || Array.isArray(otherwise.block.data);
  const numbers = wide ? null : zeros(size);
  const bigs = new Array<bigint>(wide ? size : 0);
  const blamed = condition.block.blame !== null || then.block.blame !== null || otherwise.block.blame !== null;
  const blame = blamed ? new Uint16Array(size) : null;
  for (let i = 0; i < size; i++) {
    const chosen = condition.block.data[i * condition.step] ? then : otherwise;
    const at = i * chosen.step;
    if (numbers !== null) {
      numbers[i] = chosen.block.data[at] as number;
    } else {
      bigs[i] = bigLane(chosen.block.data, at);
    }
    if (blame !== null) {
      blame[i] = condition.block.blame?.[i * condition.step] || chosen.block.blame?.[at] || 0;
    }
  }
  return { data: numbers ?? bigs, blame };
}

/** An undefined lane holds some value: `false and it` is false, `true or it` true, whatever it is. */
function absorb(op: ElementwiseOp, a: Operand, b: Operand, blame: Blame): void {
  const absorbing = op === 'and' ? 0 : 1;
  const settles = ({ block, step }: Operand, i: number): boolean => block.data[i * step] === absorbing && !block.blame?.[i * step];
  for (let i = 0; i < blame.length; i++) {
    if (settles(a, i) || settles(b, i)) {
      blame[i] = 0;
    }
  }
}

/** Blames the lanes for which `wrong` holds of the second operand. */
function blameLanes(b: Operand, size: number, blame: Blame | null, code: () => number, wrong: (x: number) => boolean): Blame | null {
  let result = blame;
  for (let i = 0; i < size; i++) {
    if (wrong(numberLane(b.block.data, i * b.step))) {
      result ??= new Uint16Array(size);
      result[i] ||= code();
    }
  }
  return result;
}

function mapNumbers(f: Binary, into: (x: number) => number, a: Operand, b: Operand, size: number): Float64Array {
  const out = zeros(size);
  const left = a.block.data as Float64Array;
  const right = b.block.data as Float64Array;
  for (let i = 0; i < size; i++) {
    out[i] = into(f(left[i * a.step] as number, right[i * b.step] as number));
  }
  return out;
}

function wideArithmetic(op: ElementwiseOp, dtype: Dtype, a: Operand, b: Operand, size: number, skip: Blame | null): Lanes {
  const f = big[op];
  if (f === undefined) {
    throw new Error(`no integer operation ${op}`);
  }
  const quick = safe[op] ?? binary[op];
  if (quick !== undefined && !Array.isArray(a.block.data) && !Array.isArray(b.block.data)) {
    const least = classOf(dtype) === 'unsigned' ? 0 : Number.MIN_SAFE_INTEGER;
    const out = mapNumbers(quick, x => x + 0, a, b, size);
    if (out.every((x, i) => (x >= least && x <= Number.MAX_SAFE_INTEGER) || !!skip?.[i])) {
      return skip === null ? out : out.map((x, i) => (skip[i] ? 0 : x));
    }
  }
  const values = new Array<bigint>(size);
  for (let i = 0; i < size; i++) {
    values[i] = skip?.[i] ? 0n : f(bigLane(a.block.data, i * a.step), bigLane(b.block.data, i * b.step));
  }
  return integerLanes(dtype, values);
}

function compare(op: ElementwiseOp, a: Operand, b: Operand, size: number): Float64Array {
  const f = comparisons[op] as (a: number | bigint, b: number | bigint) => number;
  const out = zeros(size);
  const wide = Array.isArray(a.block.data) !== Array.isArray(b.block.data);
  for (let i = 0; i < size; i++) {
    const x = a.block.data[i * a.step] as number | bigint;
    const y = b.block.data[i * b.step] as number | bigint;
    out[i] = wide ? f(BigInt(x), BigInt(y)) : f(x, y);
  }
  return out;
}

function mapUnary(op: ElementwiseOp, { block: t }: Operand, result: Dtype, precision: Precision): Lanes {
  if (op === 'not') {
    return isBool(t.dtype) ? Float64Array.from(t.data as Float64Array, x => 1 - x) : integerLanes(t.dtype, Array.from(t.data as Float64Array, x => ~BigInt(x)));
  }
  if (isWide(t.dtype)) {
    const sign = op === 'neg' ? (x: bigint) => -x : (x: bigint) => (x < 0n ? -x : x);
    return integerLanes(result, Array.from(t.data as Float64Array, x => sign(BigInt(x))));
  }
  const f = unary[op];
  if (f === undefined) {
    throw new Error(`no operation ${op} of one argument`);
  }
  const into = fit(result, precision);
  const size = t.data.length;
  const out = zeros(size);
  for (let i = 0; i < size; i++) {
    out[i] = into(f(t.data[i] as number));
  }
  return out;
}

function mapBinary(op: ElementwiseOp, a: Operand, b: Operand, result: Dtype, size: number, blame: Blame | null, context: Arithmetic, span: Span): { data: Lanes; blame: Blame | null } {
  if (comparisons[op] !== undefined) {
    return { data: compare(op, a, b, size), blame };
  }
  let undefinedLanes = blame;
  if (divides.has(op)) {
    undefinedLanes = blameLanes(b, size, blame, () => context.log.blameFor('integer division by zero', span), x => x === 0);
  } else if (shifts.has(op)) {
    const width = bitsOf(a.block.dtype);
    undefinedLanes = blameLanes(b, size, blame, () => context.log.blameFor('shift past the width', span), x => x < 0 || x >= width);
  } else if ((op === 'and' || op === 'or') && blame !== null && isBool(result)) {
    absorb(op, a, b, blame);
  }
  if (isWide(result)) {
    return { data: wideArithmetic(op, result, a, b, size, undefinedLanes), blame: undefinedLanes };
  }
  const f = (isFloat(result) ? undefined : narrow[op]) ?? binary[op];
  if (f === undefined) {
    throw new Error(`no operation ${op} of two arguments`);
  }
  return { data: mapNumbers(f, fit(result, context.precision), a, b, size), blame: undefinedLanes };
}

/** Applies the operation; arguments have one dtype (but for the condition of a select), the result has dtype `result`. */
export function elementwise(op: ElementwiseOp, args: readonly Block[], result: Dtype, context: Arithmetic, span: Span): Block {
  const shape = commonShape(args);
  const size = sizeOf(shape);
  const operands = args.map(t => operand(t, shape));
  if (op === 'select') {
    return { dtype: result, shape, ...select(operands as unknown as readonly [Operand, Operand, Operand], size) };
  }
  const blame = mergeBlame(operands, size);
  const [a, b, c] = operands as [Operand, Operand | undefined, Operand | undefined];
  if (b === undefined) {
    return { dtype: result, shape, data: mapUnary(op, a, result, context.precision), blame };
  }
  if (c === undefined) {
    return { dtype: result, shape, ...mapBinary(op, a, b, result, size, blame, context, span) };
  }
  const product = { block: { dtype: result, shape, data: mapNumbers((x, y) => x * y, x => x, a, b, size), blame: null }, step: 1 } as const;
  return { dtype: result, shape, data: mapNumbers((x, y) => x + y, fit(result, context.precision), product, c, size), blame };
}
