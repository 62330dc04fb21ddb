/**
 * What a run of a kernel computes with. The evaluator (evaluate.ts) gives meaning to the Python around the blocks, once;
 * a domain gives meaning to the blocks: numbers for the concrete interpreter, terms for symbolic execution.
 */
import type { Span } from '../span';
import type { Rational } from '../term/rational';
import type { Dtype } from './dtype';
import type { FunctionDefinition, Module, Parameter, Expr } from './syntax';

/** A value of the Python level. `T` is the domain's tensor: a runtime scalar, a block, a pointer or a block of pointers. */
export type Value<T> =
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: Rational | 'inf' | '-inf' | 'nan' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'dtype'; readonly dtype: Dtype }
  | { readonly kind: 'tuple'; readonly items: readonly Value<T>[] }
  /** `runtime`: not a constexpr to Triton, whatever the domain knows of it (`x = 3` makes a runtime int32 of 3). */
  | { readonly kind: 'tensor'; readonly tensor: T; readonly runtime?: boolean }
  | { readonly kind: 'function'; readonly definition: FunctionDefinition; readonly module: Module }
  | { readonly kind: 'lambda'; readonly parameters: readonly Parameter[]; readonly body: Expr; readonly scope: ReadonlyMap<string, Value<T>>; readonly module: Module }
  /** Something that Triton or Python defines, by its canonical path: `tl.load`, `tl.math.exp`, `builtins.min`. */
  | { readonly kind: 'builtin'; readonly path: string }
  | { readonly kind: 'method'; readonly receiver: Value<T>; readonly name: string }
  | BlockPointer<T>
  /** A dictionary with strings as keys: the argument of a heuristic. */
  | { readonly kind: 'mapping'; readonly entries: ReadonlyMap<string, Value<T>> }
  | { readonly kind: 'range'; readonly start: Value<T>; readonly stop: Value<T>; readonly step: Value<T>; readonly unrolled: boolean };

/** A tensor seen through a window: what `make_block_ptr` and `make_tensor_descriptor` give. Scalars are int64. */
export type BlockPointer<T> = {
  readonly kind: 'block-pointer';
  readonly base: T;
  readonly shape: readonly T[];
  readonly strides: readonly T[];
  /** Where the window starts; null: a descriptor, which takes them with each access. */
  readonly offsets: readonly T[] | null;
  readonly blockShape: readonly Dimension<T>[];
  /** What a descriptor gives outside the tensor. */
  readonly padding: 'zero' | 'nan';
};

/** Elementwise operations. Arguments have been cast to their common type; the domain broadcasts shapes. */
export type ElementwiseOp =
  | 'add' | 'sub' | 'mul'
  /** of floats */ | 'div' | 'fmod'
  /** of integers, toward zero */ | 'truncdiv' | 'truncmod'
  /** of constexpr integers, toward −∞ */ | 'floordiv' | 'mod'
  | 'neg' | 'abs'
  /** ignoring NaN, and propagating it */ | 'max' | 'min' | 'maxnan' | 'minnan'
  | 'lt' | 'le' | 'gt' | 'ge' | 'eq' | 'ne'
  /** bitwise on integers, logical on int1 */ | 'and' | 'or' | 'xor' | 'not'
  | 'shl' | 'shr'
  /** (condition, then, otherwise) */ | 'select'
  | 'exp' | 'exp2' | 'expm1' | 'log' | 'log2' | 'log10' | 'log1p' | 'sqrt' | 'rsqrt' | 'sin' | 'cos' | 'tan' | 'asin' | 'acos' | 'atan' | 'atan2'
  | 'sinh' | 'cosh' | 'tanh' | 'asinh' | 'acosh' | 'atanh' | 'erf' | 'sigmoid' | 'pow' | 'floor' | 'ceil'
  /** half to even; toward zero; both to a float */ | 'round' | 'truncate'
  | 'fma' | 'isnan' | 'isinf' | 'isfinite';

export type ReduceOp = 'sum' | 'max' | 'min' | 'xor' | 'any' | 'all' | 'prod';
export type AtomicOp = 'add' | 'max' | 'min' | 'and' | 'or' | 'xor' | 'xchg' | 'cas';

/** A dimension of a shape: a Python integer, or the domain's tensor for a symbolic block size. */
export type Dimension<T> = { readonly kind: 'int'; readonly value: bigint } | { readonly kind: 'tensor'; readonly tensor: T };

/** What a loop carries: its initial values, and one iteration of its body on values carried, giving their new ones. */
type CarryingLoop<T> = {
  readonly names: readonly string[];
  readonly initial: readonly T[];
  readonly span: Span;
};

/** A loop over a range: `body` runs one iteration on the index and the values carried. */
export type LoopSpec<T> = CarryingLoop<T> & {
  readonly start: T;
  readonly stop: T;
  readonly step: T;
  /** Of the index. */
  readonly dtype: Dtype;
  readonly body: (index: T, carried: readonly T[]) => readonly T[];
};

/** A loop on a condition over the values carried. */
export type WhileSpec<T> = CarryingLoop<T> & {
  readonly test: (carried: readonly T[]) => T;
  readonly body: (carried: readonly T[]) => readonly T[];
};

/** A fold or scan along an axis by a function on elements, over several blocks of one shape at once. */
export type CombineSpec<T> = {
  readonly tensors: readonly T[];
  readonly axis: number;
  /** The last of the combined values alone, or all of them along the axis. */
  readonly results: 'last' | 'all';
  /** From the end of the axis to its beginning. */
  readonly reverse: boolean;
  readonly combine: (a: readonly T[], b: readonly T[]) => readonly T[];
  readonly span: Span;
};

/**
 * All methods may throw `Unsupported` (unsupported.ts) with the span given. Tensors are immutable.
 * Scalars have shape []. Shapes of masks, values and pointers are broadcast by the domain as Triton does it.
 */
export interface Domain<T> {
  dtype(t: T): Dtype;
  shape(t: T): readonly Dimension<T>[];
  /** Whether the value is a compile-time constant in Triton's eyes (a symbolic block size is). Integer `//` and `%` of two such floor. */
  isConstexpr(t: T): boolean;

  /** A scalar constant of the dtype. Integers are wrapped, floats rounded as the domain does. */
  constant(value: bigint | Rational | boolean | 'inf' | '-inf' | 'nan', dtype: Dtype): T;
  /** `result` is the dtype of the result (int1 for comparisons). */
  elementwise(op: ElementwiseOp, args: readonly T[], result: Dtype, span: Span): T;
  cast(t: T, to: Dtype, span: Span): T;
  bitcast(t: T, to: Dtype, span: Span): T;
  /** pointer + integer offset, in elements. */
  offset(pointer: T, by: T, span: Span): T;
  /** What a domain that guesses types throws where a pointer moves by a value that is not an integer; null: it is a type error. */
  notInteger?(by: T, span: Span): Error | null;

  arange(start: Dimension<T>, end: Dimension<T>, span: Span): T;
  broadcastTo(t: T, shape: readonly Dimension<T>[], span: Span): T;
  expandDims(t: T, axis: number, span: Span): T;
  reshape(t: T, shape: readonly Dimension<T>[], span: Span): T;
  permute(t: T, order: readonly number[], span: Span): T;
  /** Stacks along a new last axis of size 2. */
  join(a: T, b: T, span: Span): T;
  /** The inverse of join. */
  split(t: T, span: Span): readonly [T, T];

  /** axis null: over all axes. The operand already has the dtype to accumulate in. */
  reduce(op: ReduceOp, t: T, axis: number | null, keepDims: boolean, span: Span): T;
  /** The index (int32) of the extreme element; the first one of equals when `tieBreakLeft`. axis null: into the flattened block. */
  argReduce(op: 'argmax' | 'argmin', t: T, axis: number | null, keepDims: boolean, tieBreakLeft: boolean, span: Span): T;
  /** Combines neighbours from left to right; absent: the domain knows the named reductions only. */
  combine?(spec: CombineSpec<T>): readonly T[];
  /** a[M,K] · b[K,N] (+ acc), result in `result`; also with a leading batch axis. */
  dot(a: T, b: T, accumulator: T | null, result: Dtype, span: Span): T;

  /** `other` null: masked-off lanes are undefined. */
  load(pointer: T, mask: T | null, other: T | null, span: Span): T;
  store(pointer: T, value: T, mask: T | null, span: Span): void;
  atomic(op: AtomicOp, pointer: T, value: T, mask: T | null, span: Span): T;
  programId(axis: 0 | 1 | 2): T;
  numPrograms(axis: 0 | 1 | 2): T;
  random(kind: 'rand' | 'randn' | 'randint', seed: T, offset: T, span: Span): T;
  /** The four words of Philox for four 32-bit counters, in uint32. */
  philox(seed: T, counters: readonly [T, T, T, T], span: Span): readonly T[];
  /** 32-bit words as float32 in [0, 1). */
  uniform(words: T, span: Span): T;
  barrier(span: Span): void;
  /** A claim of the source (`tl.assume`, `tl.multiple_of`, `tl.max_contiguous`): proved or put into Pre, never a hypothesis. */
  claim(kind: 'assume' | 'multiple_of' | 'max_contiguous' | 'max_constancy', t: T, values: readonly bigint[], span: Span): void;

  /** The truth of a scalar condition; null: it is not known, so both branches run, each under its guard. */
  decide(condition: T, span: Span): boolean | null;
  /** The value of an integer scalar; null: not known. */
  integer(t: T): bigint | null;
  /** Everything until `leave` happens only where the scalar condition holds (does not hold, when negated). */
  enter(condition: T, negated: boolean, span: Span): void;
  leave(): void;
  /**
   * A loop over a range whose bounds the domain does not know, or on a condition that it does not know: the values carried, after
   * the loop. Where the body throws, nothing of it has happened. A domain without them can only run loops with known bounds.
   */
  loop?(spec: LoopSpec<T>): readonly T[];
  loopWhile?(spec: WhileSpec<T>): readonly T[];
  /** After both branches: the value that is `then` where the condition held. Both have one shape after broadcasting and one dtype. */
  merge(condition: T, then: T, otherwise: T, span: Span): T;
}
