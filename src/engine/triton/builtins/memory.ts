/** Loads, stores, atomics, barriers and the claims about addresses. */
import type { AtomicOp } from '../domain';
import type { Dtype } from '../dtype';
import { toCondition, toDtype, toTensor } from '../operators';
import { wrong } from '../run';
import { loadBlockPointer, storeBlockPointer } from './windows';
import { describe, integerOf, none, tensor, truth } from '../values';
import { argument, type Builtin, builtin, type BuiltinCall, type BuiltinTable, optional } from './table';

/** The pointer operand, and the dtype of what it points to. */
function pointerArgument<T>(call: BuiltinCall<T>): { pointer: T; element: Dtype } {
  const value = argument(call, 'pointer');
  const dtype = value.kind === 'tensor' ? call.run.domain.dtype(value.tensor) : null;
  if (value.kind !== 'tensor' || dtype?.kind !== 'pointer') {
    throw wrong(call.span, `${call.name}() needs a pointer, not ${describe(value, call.run.domain)}`);
  }
  return { pointer: value.tensor, element: dtype.element };
}

/** The mask as a condition; null when there is none or it is always true. */
function maskArgument<T>(call: BuiltinCall<T>): T | null {
  const mask = optional(call, 'mask');
  if (mask === null || (mask.kind !== 'tensor' && truth(mask) === true)) {
    return null;
  }
  return toCondition(call.run.domain, toTensor(call.run.domain, mask, call.span), call.span);
}

function refuseBoundaryCheck<T>(call: BuiltinCall<T>): void {
  const axes = optional(call, 'boundary_check');
  const padding = optional(call, 'padding_option');
  if ((axes && !(axes.kind === 'tuple' && axes.items.length === 0)) || (padding?.kind === 'string' && padding.value !== '')) {
    throw wrong(call.span, 'boundary_check and padding_option need a block pointer');
  }
}

const load = builtin('pointer, mask?, other?, boundary_check?, padding_option?, !cache_modifier, !eviction_policy, !volatile, cache?, eviction?, is_volatile?', call => {
  const window = argument(call, 'pointer');
  if (window.kind === 'block-pointer') {
    return loadBlockPointer(call, window);
  }
  refuseBoundaryCheck(call);
  const { pointer, element } = pointerArgument(call);
  const other = optional(call, 'other');
  if (other && !call.args.has('mask')) {
    throw wrong(call.span, "'other' cannot be provided without 'mask'");
  }
  const fallback = other ? toDtype(call.run.domain, other, element, call.span) : null;
  return tensor(call.run.domain.load(pointer, maskArgument(call), fallback, call.span));
});

const store = builtin('pointer, value, mask?, boundary_check?, !cache_modifier, !eviction_policy', call => {
  const window = argument(call, 'pointer');
  if (window.kind === 'block-pointer') {
    return storeBlockPointer(call, window);
  }
  refuseBoundaryCheck(call);
  const { pointer, element } = pointerArgument(call);
  call.run.domain.store(pointer, toDtype(call.run.domain, argument(call, 'value'), element, call.span), maskArgument(call), call.span);
  return none();
});

const atomic = (op: AtomicOp): Builtin =>
  builtin('pointer, val, mask?, !sem, !scope', call => {
    const { pointer, element } = pointerArgument(call);
    const value = toDtype(call.run.domain, argument(call, 'val'), element, call.span);
    return tensor(call.run.domain.atomic(op, pointer, value, maskArgument(call), call.span));
  });

type ClaimKind = 'multiple_of' | 'max_contiguous' | 'max_constancy';

/** Values that are symbolic come as an empty list: the claim is made, its numbers are not known. */
const claim = (kind: ClaimKind): Builtin =>
  builtin('input, values', call => {
    const input = argument(call, 'input');
    const values = argument(call, 'values');
    const known = (values.kind === 'tuple' ? values.items : [values]).map(value => (value.kind === 'tensor' ? call.run.domain.integer(value.tensor) : integerOf(value)));
    if (input.kind === 'tensor') {
      call.run.domain.claim(kind, input.tensor, known.some(value => value === null) ? [] : (known as bigint[]), call.span);
    }
    return input;
  });

const assume = builtin('cond', call => {
  const condition = argument(call, 'cond');
  if (condition.kind === 'tensor') {
    call.run.domain.claim('assume', toCondition(call.run.domain, condition.tensor, call.span), [], call.span);
  } else if (truth(condition) === false) {
    throw wrong(call.span, 'tl.assume of something that is false');
  }
  return none();
});

const barrier = builtin('', call => {
  call.run.domain.barrier(call.span);
  return none();
});

export const memoryBuiltins: BuiltinTable = {
  'tl.load': load,
  'tl.store': store,
  'tl.atomic_add': atomic('add'),
  'tl.atomic_max': atomic('max'),
  'tl.atomic_min': atomic('min'),
  'tl.atomic_and': atomic('and'),
  'tl.atomic_or': atomic('or'),
  'tl.atomic_xor': atomic('xor'),
  'tl.atomic_xchg': atomic('xchg'),
  'tl.multiple_of': claim('multiple_of'),
  'tl.max_contiguous': claim('max_contiguous'),
  'tl.max_constancy': claim('max_constancy'),
  'tl.assume': assume,
  'tl.debug_barrier': barrier
};
