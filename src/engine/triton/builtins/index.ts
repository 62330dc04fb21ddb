/** Every builtin, by its canonical path, and which of them are methods of tensors. */
import { mathBuiltins } from './math';
import { memoryBuiltins } from './memory';
import { pythonBuiltins } from './python';
import { randomBuiltins } from './random';
import { reduceBuiltins } from './reduce';
import { scanBuiltins } from './scan';
import { shapeBuiltins } from './shape';
import type { Builtin } from './table';
import { windowBuiltins } from './windows';

export const builtins: ReadonlyMap<string, Builtin> = new Map(
  [mathBuiltins, shapeBuiltins, memoryBuiltins, randomBuiltins, reduceBuiltins, scanBuiltins, windowBuiltins, pythonBuiltins].flatMap(table => Object.entries(table))
);

const methods = [
  'abs', 'advance', 'argmax', 'argmin', 'associative_scan', 'atomic_add', 'atomic_and', 'atomic_cas', 'atomic_max', 'atomic_min', 'atomic_or',
  'atomic_xchg', 'atomic_xor', 'broadcast_to', 'cast', 'cdiv', 'ceil', 'cos', 'cumprod', 'cumsum', 'erf', 'exp', 'exp2', 'expand_dims', 'flip', 'floor',
  'gather', 'histogram', 'item', 'log', 'log2', 'logical_and', 'logical_or', 'max', 'min', 'permute', 'ravel', 'reduce', 'reduce_or', 'reshape',
  'rsqrt', 'sigmoid', 'sin', 'softmax', 'sort', 'split', 'sqrt', 'sqrt_rn', 'store', 'sum', 'trans', 'view', 'xor_sum'
];

/** Methods of a tensor: `x.sum(...)` is `tl.sum(x, ...)`. */
export const dataMethods: ReadonlyMap<string, string> = new Map([...methods.map(name => [name, `tl.${name}`] as const), ['to', 'tl.cast']]);

/** Methods of block pointers and of tensor descriptors. */
export const windowMethods: ReadonlyMap<string, string> = new Map([
  ['pointer.load', 'tl.load'],
  ['pointer.store', 'tl.store'],
  ['pointer.advance', 'tl.advance'],
  ['descriptor.load', 'tl.load_tensor_descriptor'],
  ['descriptor.store', 'tl.store_tensor_descriptor']
]);
