/** Creating blocks and changing their shapes. */
import type { Dimension, Value } from '../domain';
import { scalar } from '../dtype';
import { toDtype, toTensor } from '../operators';
import { wrong } from '../run';
import { describe, integerOf, tensor, tuple } from '../values';
import { dtypeArgument, zeroOf } from './math';
import { argument, builtin, type BuiltinCall, type BuiltinTable, integerArgument, integers, tensorArgument } from './table';

/** A value as a dimension: a known integer, or a symbolic constexpr. */
function toDimension<T>(call: BuiltinCall<T>, value: Value<T>): Dimension<T> {
  const known = value.kind === 'tensor' ? call.run.domain.integer(value.tensor) : integerOf(value);
  if (known !== null) {
    return { kind: 'int', value: known };
  }
  if (value.kind === 'tensor' && call.run.domain.isConstexpr(value.tensor)) {
    return { kind: 'tensor', tensor: value.tensor };
  }
  throw wrong(call.span, `${call.name}(): sizes must be constexpr, not ${describe(value, call.run.domain)}`);
}

/** The sizes of a shape. */
export const dimensions = <T>(call: BuiltinCall<T>, value: Value<T>): Dimension<T>[] =>
  (value.kind === 'tuple' ? value.items : [value]).map(item => toDimension(call, item));

/** `f(x, (2, 3))` and `f(x, 2, 3)` alike. */
const variadicShape = <T>(call: BuiltinCall<T>): Value<T> =>
  call.rest.length === 1 ? call.rest[0] : tuple(call.rest);

const isPowerOfTwo = (n: bigint): boolean => n > 0n && (n & (n - 1n)) === 0n;

const arange = builtin('start, end', call => {
  const [start, end] = ['start', 'end'].map(name => toDimension(call, argument(call, name)));
  if (start.kind === 'int' && end.kind === 'int') {
    if (end.value <= start.value) {
      throw wrong(call.span, "arange's end argument must be greater than the start argument");
    }
    if (!isPowerOfTwo(end.value - start.value)) {
      throw wrong(call.span, "arange's range must be a power of 2");
    }
  }
  return tensor(call.run.domain.arange(start, end, call.span));
});

/** `value` in every place of a block; shape () gives a scalar. */
function fill<T>(call: BuiltinCall<T>, value: T, shape: readonly Dimension<T>[]): Value<T> {
  return tensor(shape.length === 0 ? value : call.run.domain.broadcastTo(value, shape, call.span));
}

const full = builtin('shape, value, dtype', call => {
  const dtype = dtypeArgument(call, 'dtype');
  const value = argument(call, 'value');
  return fill(call, toDtype(call.run.domain, value, dtype, call.span), dimensions(call, argument(call, 'shape')));
});

const zeros = builtin('shape, dtype', call =>
  fill(call, zeroOf(call.run.domain, dtypeArgument(call, 'dtype')), dimensions(call, argument(call, 'shape'))));

const zerosLike = builtin('input', call => {
  const { domain } = call.run;
  const input = tensorArgument(call, 'input');
  return fill(call, zeroOf(domain, domain.dtype(input)), domain.shape(input));
});

const broadcastTo = builtin('input, *shape', call =>
  tensor(call.run.domain.broadcastTo(tensorArgument(call, 'input'), dimensions(call, variadicShape(call)), call.span)));

const isOne = <T>(size: Dimension<T>): boolean => size.kind === 'int' && size.value === 1n;

/** The common shape of two blocks: axes of size 1 stretch, missing axes are added in front. */
export function commonShape<T>(a: readonly Dimension<T>[], b: readonly Dimension<T>[]): Dimension<T>[] {
  const rank = Math.max(a.length, b.length);
  const size = (shape: readonly Dimension<T>[], axis: number): Dimension<T> => shape[axis - rank + shape.length] ?? { kind: 'int', value: 1n };
  return Array.from({ length: rank }, (_, axis) => (isOne(size(a, axis)) ? size(b, axis) : size(a, axis)));
}

const broadcast = builtin('input, other', call => {
  const { domain } = call.run;
  const [a, b] = [tensorArgument(call, 'input'), tensorArgument(call, 'other')];
  const shape = commonShape(domain.shape(a), domain.shape(b));
  return tuple([a, b].map(t => tensor(shape.length === 0 ? t : domain.broadcastTo(t, shape, call.span))));
});

/** The elements in row-major order under a new shape. */
const reshape = builtin('input, *shape, !can_reorder', call => {
  const { domain } = call.run;
  const input = tensorArgument(call, 'input');
  const shape = dimensions(call, variadicShape(call));
  return tensor(domain.shape(input).length === 0 && shape.length > 0 ? domain.broadcastTo(input, shape, call.span) : domain.reshape(input, shape, call.span));
});

const item = builtin('input', call => {
  const input = tensorArgument(call, 'input');
  return tensor(call.run.domain.shape(input).length === 0 ? input : call.run.domain.reshape(input, [], call.span));
});

/** An axis counted from either end. */
export function axisOf<T>(call: BuiltinCall<T>, axis: number, rank: number): number {
  if (axis < -rank || axis >= rank) {
    throw wrong(call.span, `invalid axis ${axis}. Expected ${-rank} <= axis < ${rank}`);
  }
  return axis < 0 ? axis + rank : axis;
}

const expandDims = builtin('input, axis', call => {
  const { domain } = call.run;
  const input = tensorArgument(call, 'input');
  const wanted = integers(call, argument(call, 'axis')).map(Number);
  const rank = domain.shape(input).length + wanted.length;
  const axes = wanted.map(axis => axisOf(call, axis, rank)).sort((a, b) => a - b);
  if (new Set(axes).size !== axes.length) {
    throw wrong(call.span, `expand_dims received duplicate axes, normalized axes = [${axes.join(', ')}]`);
  }
  return tensor(axes.reduce((block, axis) => domain.expandDims(block, axis, call.span), input));
});

function permuted<T>(call: BuiltinCall<T>, order: readonly number[]): Value<T> {
  const input = tensorArgument(call, 'input');
  const rank = call.run.domain.shape(input).length;
  if (order.length !== rank || new Set(order).size !== rank || order.some(axis => axis < 0 || axis >= rank)) {
    throw wrong(call.span, `permute dims must be a permutation of 0, 1, ..., n-1, but were [${order.join(', ')}]`);
  }
  return tensor(call.run.domain.permute(input, order, call.span));
}

const permute = builtin('input, *dims', call => permuted(call, integers(call, variadicShape(call)).map(Number)));

const trans = builtin('input, *dims', call => {
  if (call.rest.length > 0) {
    return permuted(call, integers(call, variadicShape(call)).map(Number));
  }
  const rank = call.run.domain.shape(tensorArgument(call, 'input')).length;
  if (rank < 2) {
    throw wrong(call.span, 'tl.trans invoked with a 0- or 1-dimensional tensor');
  }
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  return permuted(call, [...axes.slice(0, -2), rank - 1, rank - 2]);
});

const join = builtin('a, b', call => {
  const { domain } = call.run;
  const [a, b] = [tensorArgument(call, 'a'), tensorArgument(call, 'b')];
  const shape = commonShape(domain.shape(a), domain.shape(b));
  const [left, right] = shape.length === 0 ? [a, b] : [a, b].map(t => domain.broadcastTo(t, shape, call.span));
  return tensor(domain.join(left, right, call.span));
});

const split = builtin('a', call => {
  const a = tensorArgument(call, 'a');
  const shape = call.run.domain.shape(a);
  const last = shape[shape.length - 1];
  if (last === undefined || last.kind !== 'int' || last.value !== 2n) {
    throw wrong(call.span, 'split needs a block whose last axis has size 2');
  }
  return tuple(call.run.domain.split(a, call.span).map(half => tensor(half)));
});

const toTensorBuiltin = builtin('x', call => tensor(toTensor(call.run.domain, argument(call, 'x'), call.span)));

function gridAxis<T>(call: BuiltinCall<T>): 0 | 1 | 2 {
  const axis = integerArgument(call, 'axis');
  if (axis !== 0 && axis !== 1 && axis !== 2) {
    throw wrong(call.span, `${call.name.replace(/^tl\./, '')} axis must be 0, 1, or 2 but got ${axis}`);
  }
  return axis;
}

const programId = builtin('axis', call => tensor(call.run.domain.programId(gridAxis(call))));
const numPrograms = builtin('axis', call => tensor(call.run.domain.numPrograms(gridAxis(call))));

/** The same in int64, of a library that guards against overflow. */
const wide = (inner: typeof programId): typeof programId =>
  builtin('axis', call => {
    const value = inner.run(call);
    return value.kind === 'tensor' ? tensor(call.run.domain.cast(value.tensor, scalar('int64'), call.span)) : value;
  });

export const shapeBuiltins: BuiltinTable = {
  'tl.arange': arange,
  'tl.full': full,
  'tl.zeros': zeros,
  'tl.zeros_like': zerosLike,
  'tl.broadcast_to': broadcastTo,
  'tl.broadcast': broadcast,
  'tl.reshape': reshape,
  'tl.view': reshape,
  'tl.item': item,
  'tl.expand_dims': expandDims,
  'tl.permute': permute,
  'tl.trans': trans,
  'tl.join': join,
  'tl.split': split,
  'tl.to_tensor': toTensorBuiltin,
  'tl.program_id': programId,
  'tl.num_programs': numPrograms,
  'tle.program_id': wide(programId),
  'tle.num_programs': wide(numPrograms)
};

