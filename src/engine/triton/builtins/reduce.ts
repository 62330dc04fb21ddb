/** Reductions over an axis, and the matrix product. */
import type { Domain, ReduceOp, Value } from '../domain';
import { bitsOf, classOf, type Dtype, isBool, isFloat, isInteger, sameDtype, scalar } from '../dtype';
import { cast, toTensor } from '../operators';
import { unsupported, wrong } from '../run';
import { dtypeName, tensor, tuple } from '../values';
import { combineBlocks, combineOperation } from './combine';
import { dtypeArgument } from './math';
import { axisOf } from './shape';
import { argument, type Builtin, builtin, type BuiltinCall, type BuiltinTable, flag, integerArgument, optional, tensorArgument } from './table';

/** The axis counted from the front; null: all axes. */
function reduceAxis<T>(call: BuiltinCall<T>, input: T): number | null {
  return optional(call, 'axis') ? axisOf(call, integerArgument(call, 'axis'), call.run.domain.shape(input).length) : null;
}

/** A block, or a scalar where Triton would fail. */
function blockArgument<T>(call: BuiltinCall<T>): T {
  const input = tensorArgument(call, 'input');
  if (call.run.domain.shape(input).length === 0) {
    throw wrong(call.span, `${call.name}() needs a block, not a scalar`);
  }
  return input;
}

function reduceIn<T>(call: BuiltinCall<T>, op: ReduceOp, input: T, dtype: Dtype): Value<T> {
  const operand = cast(call.run.domain, input, dtype, call.span);
  return tensor(call.run.domain.reduce(op, operand, reduceAxis(call, input), flag(call, 'keep_dims', false), call.span));
}

/** Integers narrower than 32 bits are summed in 32. */
export function sumDtype(dtype: Dtype): Dtype {
  if (isFloat(dtype) || bitsOf(dtype) >= 32) {
    return dtype;
  }
  return scalar(classOf(dtype) === 'signed' ? 'int32' : 'uint32');
}

const sum = builtin('input, axis?, keep_dims?, dtype?', call => {
  const input = blockArgument(call);
  const chosen = optional(call, 'dtype') ? dtypeArgument(call, 'dtype') : sumDtype(call.run.domain.dtype(input));
  return reduceIn(call, 'sum', input, chosen);
});

/** The dtype in which max and min are taken. */
export function extremeDtype(dtype: Dtype, withIndices: boolean): Dtype {
  if (sameDtype(dtype, scalar('bf16')) || (!withIndices && isFloat(dtype) && bitsOf(dtype) < 32)) {
    return scalar('fp32');
  }
  return !withIndices && bitsOf(dtype) < 32 ? scalar('int32') : dtype;
}

const extreme = (op: 'max' | 'min'): Builtin =>
  builtin('input, axis?, return_indices?, return_indices_tie_break_left?, keep_dims?', call => {
    const { domain } = call.run;
    const input = blockArgument(call);
    const withIndices = flag(call, 'return_indices', false);
    const dtype = extremeDtype(domain.dtype(input), withIndices);
    const value = reduceIn(call, op, input, dtype);
    return withIndices ? tuple([value, indexOfExtreme(call, op, cast(domain, input, dtype, call.span), 'return_indices_tie_break_left')]) : value;
  });

function indexOfExtreme<T>(call: BuiltinCall<T>, op: 'max' | 'min', input: T, tieBreak: string): Value<T> {
  const index = call.run.domain.argReduce(`arg${op}`, input, reduceAxis(call, input), flag(call, 'keep_dims', false), flag(call, tieBreak, true), call.span);
  return tensor(index);
}

const argExtreme = (op: 'max' | 'min'): Builtin =>
  builtin('input, axis, tie_break_left?, keep_dims?', call => {
    const input = blockArgument(call);
    const dtype = extremeDtype(call.run.domain.dtype(input), true);
    return indexOfExtreme(call, op, cast(call.run.domain, input, dtype, call.span), 'tie_break_left');
  });

const integerReduction = (op: ReduceOp): Builtin =>
  builtin('input, axis?, keep_dims?', call => {
    const input = blockArgument(call);
    const dtype = call.run.domain.dtype(input);
    if (!isInteger(dtype) && !isBool(dtype)) {
      throw wrong(call.span, `${call.name.replace(/^tl\./, '')} only supported for integers`);
    }
    if (op !== 'xor' && !isBool(dtype)) {
      throw unsupported(call.path, call.span, `${call.name} of integers is not supported, only of booleans`);
    }
    return reduceIn(call, op, input, dtype);
  });

/** `tl.reduce`: one of the known operations, whatever its function is called, or a fold by the function itself. */
const reduce = builtin('input, axis, combine_fn, keep_dims?', call => {
  const { domain } = call.run;
  const input = argument(call, 'input');
  const blocks = (input.kind === 'tuple' ? input.items : [input]).map(item => toTensor(domain, item, call.span));
  const combine = argument(call, 'combine_fn');
  const op = blocks.length === 1 ? combineOperation(combine, isBool(domain.dtype(blocks[0]))) : null;
  const values = op === null ? combined(call, combine, blocks) : [domain.reduce(op, blocks[0], reduceAxis(call, blocks[0]), flag(call, 'keep_dims', false), call.span)];
  return input.kind === 'tuple' ? tuple(values.map(v => tensor(v))) : tensor(values[0]);
});

/** Over all axes the blocks are laid out as lines first. */
function combined<T>(call: BuiltinCall<T>, combine: Value<T>, blocks: readonly T[]): readonly T[] {
  const { domain } = call.run;
  const rank = domain.shape(blocks[0]).length;
  const axis = reduceAxis(call, blocks[0]);
  if (axis === null && rank !== 1) {
    throw unsupported('tl.reduce', call.span, 'tl.reduce over several axes at once with a function of its own is not supported');
  }
  const values = combineBlocks(call, combine, blocks, axis ?? 0, 'last', false);
  return flag(call, 'keep_dims', false) ? values.map(v => domain.expandDims(v, axis ?? 0, call.span)) : values;
}

/** The dtype of a product's result. */
function dotDtype<T>(call: BuiltinCall<T>, operand: Dtype, accumulator: T | null): Dtype {
  if (isInteger(operand)) {
    return scalar('int32');
  }
  if (sameDtype(operand, scalar('fp64'))) {
    return operand;
  }
  if (sameDtype(operand, scalar('fp32')) || sameDtype(operand, scalar('bf16'))) {
    return scalar('fp32');
  }
  return optional(call, 'out_dtype') ? dtypeArgument(call, 'out_dtype') : accumulator !== null ? call.run.domain.dtype(accumulator) : scalar('fp32');
}

const dot = builtin('input, other, acc?, !input_precision, !allow_tf32, !max_num_imprecise_acc, out_dtype?, trans_a?, trans_b?', call => {
  const { domain } = call.run;
  const [a, b] = [tensorArgument(call, 'input'), tensorArgument(call, 'other')];
  const ranks = [a, b].map(t => domain.shape(t).length);
  if (ranks[0] !== ranks[1] || ranks[0] < 2 || ranks[0] > 3) {
    throw wrong(call.span, `tl.dot needs two blocks with 2 or 3 axes, not ${ranks[0]} and ${ranks[1]}`);
  }
  const accumulator = optional(call, 'acc');
  const acc = accumulator ? toTensor(domain, accumulator, call.span) : null;
  const [left, right] = sameOperands(domain, a, b, call);
  const dtype = dotDtype(call, domain.dtype(left), acc);
  return tensor(domain.dot(left, right, acc === null ? null : cast(domain, acc, dtype, call.span), dtype, call.span));
});

/** Both operands must have one dtype, except 8-bit floats. */
function sameOperands<T>(domain: Domain<T>, a: T, b: T, call: BuiltinCall<T>): readonly [T, T] {
  const [x, y] = [domain.dtype(a), domain.dtype(b)];
  const bothFp8 = [x, y].every(dtype => isFloat(dtype) && bitsOf(dtype) === 8);
  if (!sameDtype(x, y) && !bothFp8) {
    throw wrong(call.span, `Both operands must be same dtype. Got ${dtypeName(x)} and ${dtypeName(y)}`);
  }
  return [a, b];
}

export const reduceBuiltins: BuiltinTable = {
  'tl.sum': sum,
  'tl.max': extreme('max'),
  'tl.min': extreme('min'),
  'tl.argmax': argExtreme('max'),
  'tl.argmin': argExtreme('min'),
  'tl.xor_sum': integerReduction('xor'),
  'tl.reduce_or': integerReduction('any'),
  'tl.reduce': reduce,
  'tl.dot': dot
};
