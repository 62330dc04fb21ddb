/**
 * Prefix folds. The scan of x along an axis is, at i, the fold of x over j ≤ i: the block gets a second copy of the axis,
 * a guard between the two, and a reduction over the copy. So a domain needs no operation of its own for scans.
 */
import type { Domain, ReduceOp, Value } from '../domain';
import { type Dtype, isBool, isFloat, sameDtype, scalar } from '../dtype';
import { cast, toTensor } from '../operators';
import { unsupported } from '../run';
import { tensor, tuple } from '../values';
import { combineBlocks, combineOperation } from './combine';
import { dtypeArgument, zeroOf } from './math';
import { sumDtype } from './reduce';
import { axisOf } from './shape';
import { argument, builtin, type BuiltinCall, type BuiltinTable, flag, integerArgument, optional, tensorArgument } from './table';

const MAX_ELEMENTS = 2n ** 22n;

/** What a place outside the prefix contributes; null where no value of the dtype is neutral. */
function neutralOf<T>(domain: Domain<T>, op: ReduceOp, dtype: Dtype): T | null {
  switch (op) {
    case 'sum':
    case 'xor':
    case 'any':
      return zeroOf(domain, dtype);
    case 'prod':
      return domain.constant(isFloat(dtype) ? { numerator: 1n, denominator: 1n } : 1n, dtype);
    case 'all':
      return domain.constant(true, dtype);
    case 'max':
    case 'min':
      return isFloat(dtype) ? domain.constant(op === 'max' ? '-inf' : 'inf', dtype) : null;
  }
}

function scan<T>(call: BuiltinCall<T>, op: ReduceOp, input: T, axis: number, reverse: boolean): Value<T> {
  const { domain } = call.run;
  const { span } = call;
  const shape = domain.shape(input);
  const dtype = domain.dtype(input);
  const neutral = neutralOf(domain, op, dtype);
  if (neutral === null) {
    throw unsupported(call.path, span, `${call.name} with this combine function is not supported for integers`);
  }
  const size = shape[axis];
  const known = shape.map(d => (d.kind === 'int' ? d.value : 1n)).reduce((a, b) => a * b, 1n) * (size.kind === 'int' ? size.value : 1n);
  if (known > MAX_ELEMENTS) {
    throw unsupported(call.path, span, `${call.name} of a block this large is not supported`);
  }
  // Axes of the square: ..., i (the result's), j (the fold's), ...
  const index = domain.arange({ kind: 'int', value: 0n }, size, span);
  const after = shape.length - axis - 1;
  const along = (from: T, before: boolean): T =>
    Array.from({ length: after }).reduce<T>(block => domain.expandDims(block, domain.shape(block).length, span), domain.expandDims(from, before ? 0 : 1, span));
  const [i, j] = [along(index, false), along(index, true)];
  const inside = domain.elementwise(reverse ? 'ge' : 'le', [j, i], scalar('int1'), span);
  const square = domain.elementwise('select', [inside, domain.expandDims(input, axis, span), neutral], dtype, span);
  return tensor(domain.reduce(op, square, axis + 1, false, span));
}

const axisArgument = <T>(call: BuiltinCall<T>, input: T): number =>
  axisOf(call, optional(call, 'axis') ? integerArgument(call, 'axis') : 0, call.run.domain.shape(input).length);

const cumulative = (op: 'sum' | 'prod', signature: string) =>
  builtin(signature, call => {
    const { domain } = call.run;
    const input = tensorArgument(call, 'input');
    const dtype = domain.dtype(input);
    const wide = sameDtype(dtype, scalar('bf16')) ? scalar('fp32') : dtype;
    const chosen = op === 'prod' ? wide : optional(call, 'dtype') ? dtypeArgument(call, 'dtype') : sumDtype(wide);
    return scan(call, op, cast(domain, input, chosen, call.span), axisArgument(call, input), flag(call, 'reverse', false));
  });

const associativeScan = builtin('input, axis, combine_fn, reverse?', call => {
  const { domain } = call.run;
  const input = argument(call, 'input');
  const blocks = (input.kind === 'tuple' ? input.items : [input]).map(item => toTensor(domain, item, call.span));
  const combine = argument(call, 'combine_fn');
  const [axis, reverse] = [axisArgument(call, blocks[0]), flag(call, 'reverse', false)];
  const op = blocks.length === 1 ? combineOperation(combine, isBool(domain.dtype(blocks[0]))) : null;
  const isKnown = op !== null && neutralOf(domain, op, domain.dtype(blocks[0])) !== null;
  const values = isKnown ? [scan(call, op, blocks[0], axis, reverse)] : combineBlocks(call, combine, blocks, axis, 'all', reverse).map(v => tensor(v));
  return input.kind === 'tuple' ? tuple(values) : values[0];
});

export const scanBuiltins: BuiltinTable = {
  'tl.cumsum': cumulative('sum', 'input, axis?, reverse?, dtype?'),
  'tl.cumprod': cumulative('prod', 'input, axis?, reverse?'),
  'tl.associative_scan': associativeScan
};
