/** A kernel's meaning in closed form: what each store leaves in its tensor, over the tensor's own indices. */
import type { Binder, ReadTerm, Sort, Term } from '../term';
import type { Dtype } from '../triton/dtype';
import type { Span } from '../span';

/** Names of the variables that stand for the launch grid. */
export const GRID = ['grid[0]', 'grid[1]', 'grid[2]'] as const;

/** One dimension of a tensor as the kernel addresses it: index in [0, extent), `stride` elements apart. Terms over arguments and grid. */
export type TensorDimension = { readonly extent: Term; readonly stride: Term };

/** A pointer argument as a tensor: address = Σ index_d · stride_d, in elements from the pointer passed. */
export type Tensor = {
  readonly name: string;
  readonly sort: Sort;
  readonly dimensions: readonly TensorDimension[];
};

/**
 * tensor[coordinates] = value, for all indices in the box of `indices` for which `where` holds.
 * `value` may read old contents of any tensor, the one written included.
 */
export type Piece = {
  readonly tensor: string;
  /** Output indices, each over [0, extent); extents are terms over arguments and grid. */
  readonly indices: readonly Binder[];
  /** TRUE for a full box. */
  readonly where: Term;
  /** Flat address over the indices. */
  readonly address: Term;
  /** What stands in the brackets: usually the index itself, sometimes `j + half`. */
  readonly coordinates: readonly Term[];
  readonly value: Term;
  readonly span: Span;
};

/** A kernel argument (or a constexpr that was left symbolic). */
export type Argument = {
  readonly name: string;
  readonly kind: 'pointer' | 'scalar' | 'constexpr';
  readonly sort: Sort;
  /** The element type assumed, for pointers; the type of a scalar. */
  readonly dtype: Dtype | null;
  /** Whether integers of this argument are floating-point numbers to Triton is told by the sort; null when the argument is None. */
  readonly none: boolean;
};

export type Lifted = {
  readonly kernel: string;
  readonly arguments: readonly Argument[];
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly pieces: readonly Piece[];
  /** The indices of a read, for display: `x[i, k]`. One term when the address has no known shape. */
  readonly coordinates: (read: ReadTerm) => readonly Term[];
};
