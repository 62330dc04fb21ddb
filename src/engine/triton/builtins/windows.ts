/** Block pointers and tensor descriptors: windows into tensors, as addresses and masks. */
import type { BlockPointer, Value } from '../domain';
import { isBool, isFloat, isInteger, scalar } from '../dtype';
import { binary, toDtype, toTensor } from '../operators';
import { wrong } from '../run';
import { describe, integerOf, none, tensor } from '../values';
import { dimensions } from './shape';
import { argument, builtin, type BuiltinCall, type BuiltinTable, integers, optional } from './table';

const INT64 = scalar('int64');

/** Integers of a tuple as int64 scalars. */
function scalars<T>(call: BuiltinCall<T>, value: Value<T>, what: string): T[] {
  const { domain } = call.run;
  return (value.kind === 'tuple' ? value.items : [value]).map(item => {
    const entry = toTensor(domain, item, call.span);
    const dtype = domain.dtype(entry);
    if (domain.shape(entry).length > 0 || !(isInteger(dtype) || isBool(dtype))) {
      throw wrong(call.span, `${call.name}(): '${what}' takes integers, not ${describe(item, domain)}`);
    }
    return toDtype(domain, item, INT64, call.span);
  });
}

function makeWindow<T>(call: BuiltinCall<T>, offsets: T[] | null, padding: 'zero' | 'nan'): BlockPointer<T> {
  const base = argument(call, 'base');
  if (base.kind !== 'tensor' || call.run.domain.dtype(base.tensor).kind !== 'pointer' || call.run.domain.shape(base.tensor).length > 0) {
    throw wrong(call.span, `${call.name}() needs a scalar pointer, not ${describe(base, call.run.domain)}`);
  }
  const blockShape = dimensions(call, argument(call, 'block_shape'));
  const [shape, strides] = ['shape', 'strides'].map(name => scalars(call, argument(call, name), name));
  if ([shape, strides, offsets ?? shape].some(part => part.length !== blockShape.length)) {
    throw wrong(call.span, `${call.name}(): shape, strides, offsets and block_shape must have one length`);
  }
  return { kind: 'block-pointer', base: base.tensor, shape, strides, offsets, blockShape, padding };
}

/** The addresses of a window, and whether they lie inside the tensor along the checked axes (null: nothing is checked). */
function materialise<T>(call: BuiltinCall<T>, window: BlockPointer<T>, offsets: readonly T[], checked: ReadonlySet<number>): { pointer: Value<T>; inside: Value<T> | null } {
  const { domain } = call.run;
  const { span } = call;
  const rank = window.blockShape.length;
  let pointer: Value<T> = tensor(window.base);
  let inside: Value<T> | null = null;
  for (const [axis, size] of window.blockShape.entries()) {
    const lanes = domain.arange({ kind: 'int', value: 0n }, size, span);
    const index = binary(domain, '+', tensor(offsets[axis]), tensor(lanes), span);
    let spread = toTensor(domain, index, span);
    for (let other = 0; other < rank; other++) {
      spread = other === axis ? spread : domain.expandDims(spread, other, span);
    }
    const coordinate = domain.broadcastTo(spread, window.blockShape, span);
    pointer = binary(domain, '+', pointer, binary(domain, '*', tensor(coordinate), tensor(window.strides[axis]), span), span);
    if (checked.has(axis)) {
      const zero = domain.constant(0n, INT64);
      const low = domain.elementwise('ge', [coordinate, zero], scalar('int1'), span);
      const high = domain.elementwise('lt', [coordinate, window.shape[axis]], scalar('int1'), span);
      const here: Value<T> = tensor(domain.elementwise('and', [low, high], scalar('int1'), span));
      inside = inside === null ? here : binary(domain, '&', inside, here, span);
    }
  }
  return { pointer, inside };
}

function checkedAxes<T>(call: BuiltinCall<T>, rank: number): Set<number> {
  const axes = optional(call, 'boundary_check');
  const checked = axes ? integers(call, axes).map(Number) : [];
  const wrongAxis = checked.find(axis => axis < 0 || axis >= rank);
  if (wrongAxis !== undefined || new Set(checked).size !== checked.length) {
    throw wrong(call.span, `${call.name}(): 'boundary_check' takes different axes in [0, ${rank})`);
  }
  return new Set(checked);
}

type Padding = 'zero' | 'nan' | null;

function paddingArgument<T>(call: BuiltinCall<T>): Padding {
  const padding = optional(call, 'padding_option');
  if (padding === null || (padding.kind === 'string' && padding.value === '')) {
    return null;
  }
  if (padding.kind !== 'string' || (padding.value !== 'zero' && padding.value !== 'nan')) {
    throw wrong(call.span, `${call.name}(): 'padding_option' is "zero" or "nan"`);
  }
  return padding.value;
}

function loadWindow<T>(call: BuiltinCall<T>, window: BlockPointer<T>, offsets: readonly T[], checked: ReadonlySet<number>, padding: Padding): Value<T> {
  const { domain } = call.run;
  const { pointer, inside } = materialise(call, window, offsets, checked);
  const dtype = domain.dtype(window.base);
  const element = dtype.kind === 'pointer' ? dtype.element : dtype;
  if (padding === 'nan' && !isFloat(element)) {
    throw wrong(call.span, "padding with NaN needs floating-point elements");
  }
  const other = padding === null || inside === null ? null : domain.constant(padding === 'nan' ? 'nan' : isFloat(element) ? { numerator: 0n, denominator: 1n } : isBool(element) ? false : 0n, element);
  return tensor(domain.load(toTensor(domain, pointer, call.span), inside && toTensor(domain, inside, call.span), other, call.span));
}

function storeWindow<T>(call: BuiltinCall<T>, window: BlockPointer<T>, offsets: readonly T[], checked: ReadonlySet<number>): Value<T> {
  const { domain } = call.run;
  const { pointer, inside } = materialise(call, window, offsets, checked);
  const dtype = domain.dtype(window.base);
  const value = toDtype(domain, argument(call, 'value'), dtype.kind === 'pointer' ? dtype.element : dtype, call.span);
  domain.store(toTensor(domain, pointer, call.span), value, inside && toTensor(domain, inside, call.span), call.span);
  return none();
}

/** `tl.load` of a block pointer. */
export function loadBlockPointer<T>(call: BuiltinCall<T>, window: BlockPointer<T>): Value<T> {
  if (optional(call, 'mask') || optional(call, 'other')) {
    throw wrong(call.span, "'mask' and 'other' cannot be given for a block pointer: use boundary_check");
  }
  return loadWindow(call, window, offsetsOf(call, window), checkedAxes(call, window.blockShape.length), paddingArgument(call));
}

/** `tl.store` to a block pointer. */
export function storeBlockPointer<T>(call: BuiltinCall<T>, window: BlockPointer<T>): Value<T> {
  if (optional(call, 'mask')) {
    throw wrong(call.span, "'mask' cannot be given for a block pointer: use boundary_check");
  }
  return storeWindow(call, window, offsetsOf(call, window), checkedAxes(call, window.blockShape.length));
}

function offsetsOf<T>(call: BuiltinCall<T>, window: BlockPointer<T>): readonly T[] {
  if (window.offsets === null) {
    throw wrong(call.span, `${call.name}() of a tensor descriptor: use its own load and store`);
  }
  return window.offsets;
}

function windowArgument<T>(call: BuiltinCall<T>, name: string): BlockPointer<T> {
  const window = argument(call, name);
  if (window.kind !== 'block-pointer') {
    throw wrong(call.span, `${call.name}() needs a block pointer or a descriptor, not ${describe(window, call.run.domain)}`);
  }
  return window;
}

const makeBlockPointer = builtin('base, shape, strides, offsets, block_shape, order', call => {
  const order = argument(call, 'order');
  if (order.kind !== 'tuple' || order.items.some(item => integerOf(item) === null)) {
    throw wrong(call.span, "'order' takes constant integers");
  }
  const axes = order.items.map(integerOf).sort();
  if (axes.some((axis, k) => axis !== BigInt(k))) {
    throw wrong(call.span, `Expected 'order' to be a permutation of 0..${axes.length - 1}`);
  }
  return makeWindow(call, scalars(call, argument(call, 'offsets'), 'offsets'), 'zero');
});

const advance = builtin('base, offsets', call => {
  const { domain } = call.run;
  const window = windowArgument(call, 'base');
  const by = scalars(call, argument(call, 'offsets'), 'offsets');
  const offsets = offsetsOf(call, window);
  if (by.length !== offsets.length) {
    throw wrong(call.span, `Expected 'offsets' to have length ${offsets.length} but received ${by.length}`);
  }
  return { ...window, offsets: offsets.map((offset, i) => domain.elementwise('add', [offset, by[i]], INT64, call.span)) };
});

const makeDescriptor = builtin('base, shape, strides, block_shape, padding_option?', call => makeWindow(call, null, paddingArgument(call) ?? 'zero'));

/** Descriptors check every axis. */
const everyAxis = <T>(window: BlockPointer<T>): Set<number> => new Set(window.blockShape.keys());

const loadDescriptor = builtin('desc, offsets, !cache_modifier, !eviction_policy', call => {
  const window = windowArgument(call, 'desc');
  return loadWindow(call, window, scalars(call, argument(call, 'offsets'), 'offsets'), everyAxis(window), window.padding);
});

const storeDescriptor = builtin('desc, offsets, value', call => {
  const window = windowArgument(call, 'desc');
  return storeWindow(call, window, scalars(call, argument(call, 'offsets'), 'offsets'), everyAxis(window));
});

export const windowBuiltins: BuiltinTable = {
  'tl.make_block_ptr': makeBlockPointer,
  'tl.advance': advance,
  'tl.make_tensor_descriptor': makeDescriptor,
  'tl.load_tensor_descriptor': loadDescriptor,
  'tl.store_tensor_descriptor': storeDescriptor
};
