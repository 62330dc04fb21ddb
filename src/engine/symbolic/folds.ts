/** Folds over axes of a symbolic block. */
import * as T from '../term';
import type { Term } from '../term';
import type { ReduceOp } from '../triton/domain';
import { scalar, type Dtype } from '../triton/dtype';
import type { Span } from '../span';
import { Unsupported } from '../triton/unsupported';
import { lane } from './denotation';
import { isUnit, reindex, sameExtent, type SymbolicTensor } from './tensor';

type Tensor = SymbolicTensor;
const INT32 = scalar('int32');
const FOLDS = { sum: 'sum', max: 'max', min: 'min', xor: 'xorsum', any: 'any', all: 'all', prod: 'prod' } as const;

/** The element with the axes given bound to fresh variables, and the other axes' lanes moved. */
function bind(t: Tensor, axes: readonly number[], keepDims: boolean): { binders: T.Binder[]; element: Term; shape: Term[] } {
  const rank = t.shape.length;
  const shape = keepDims ? t.shape.map((e, k) => (axes.includes(k) ? T.ONE : e)) : t.shape.filter((_, k) => !axes.includes(k));
  const binders: T.Binder[] = [];
  let kept = 0;
  const to = t.shape.map((extent, k) => {
    if (axes.includes(k)) {
      kept += keepDims ? 1 : 0;
      if (isUnit(extent)) {
        return T.ZERO;
      }
      const v = T.fresh('k', 'Int');
      binders.push({ variable: v, extent });
      return v;
    }
    const target = lane(shape.length - 1 - kept);
    kept += 1;
    return target;
  });
  return { binders, element: reindex({ ...t, shape: t.shape.slice(0, rank) }, to), shape };
}

const axesOf = (t: Tensor, axis: number | null): number[] => (axis === null ? t.shape.map((_, k) => k) : [axis]);

/** axis null: over all axes. */
export function reduce(op: ReduceOp, t: Tensor, axis: number | null, keepDims: boolean): Tensor {
  const { binders, element, shape } = bind(t, axesOf(t, axis), keepDims);
  const result = binders.length === 0 ? element : T.reduce(FOLDS[op], binders, T.TRUE, element);
  return { dtype: t.dtype, shape, element: result, base: null, constexpr: false };
}

/** The index of the first extreme element. */
export function argReduce(op: 'argmax' | 'argmin', t: Tensor, axis: number | null, keepDims: boolean): Tensor {
  const axes = axesOf(t, axis);
  const { binders, element, shape } = bind(t, axes, keepDims);
  const carry = binders.reduce<Term>((index, b) => T.add(T.mul(index, b.extent), b.variable), T.ZERO);
  const result = binders.length === 0 ? T.ZERO : T.reduce(op, binders, T.TRUE, element, carry);
  return { dtype: INT32, shape, element: result, base: null, constexpr: false };
}

/** a · b over the last axis of a and the last but one of b, both of the result's sort. */
export function matrixProduct(a: Tensor, b: Tensor, result: Dtype, span: Span): Tensor {
  const rank = a.shape.length;
  const inner = a.shape[rank - 1];
  if (!sameExtent(inner, b.shape[rank - 2])) {
    throw new Unsupported('shape mismatch', span, 'the inner extents of tl.dot differ');
  }
  const k = T.fresh('k', 'Int');
  const left = reindex(a, a.shape.map((_, d) => (d === rank - 1 ? k : lane(rank - 1 - d))));
  const right = reindex(b, b.shape.map((_, d) => (d === rank - 2 ? k : lane(rank - 1 - d))));
  const sum = T.reduce('sum', [{ variable: k, extent: inner }], T.TRUE, T.mul(left, right));
  return { dtype: result, shape: [...a.shape.slice(0, -1), b.shape[rank - 1]], element: sum, base: null, constexpr: false };
}
