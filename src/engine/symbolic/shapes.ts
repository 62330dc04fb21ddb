/** Shapes of symbolic blocks: broadcasting, and views of the same elements. */
import * as T from '../term';
import type { Term } from '../term';
import type { Dimension } from '../triton/domain';
import { scalar } from '../triton/dtype';
import type { Span } from '../span';
import { Unsupported } from '../triton/unsupported';
import { lane } from './denotation';
import { isUnit, reindex, sameExtent, type SymbolicTensor } from './tensor';

type Tensor = SymbolicTensor;
const INT32 = scalar('int32');

export const extentOf = (d: Dimension<Tensor>): Term => (d.kind === 'int' ? T.int(d.value) : d.tensor.element);

/** The shape to which blocks broadcast. */
export function commonShape(tensors: readonly Tensor[], span: Span): readonly Term[] {
  const rank = Math.max(...tensors.map(t => t.shape.length));
  const result: Term[] = [];
  for (let k = 0; k < rank; k++) {
    let extent: Term = T.ONE;
    for (const t of tensors) {
      const own = t.shape[t.shape.length - rank + k];
      if (own === undefined || isUnit(own)) {
        continue;
      }
      if (!isUnit(extent) && !sameExtent(extent, own)) {
        throw new Unsupported('shape mismatch', span, `blocks of different extents meet on axis ${k}: ${T.show(extent)} and ${T.show(own)}`);
      }
      extent = own;
    }
    result.push(extent);
  }
  return result;
}

export function arange(start: Dimension<Tensor>, end: Dimension<Tensor>, span: Span): Tensor {
  const from = extentOf(start);
  const extent = T.sub(extentOf(end), from);
  if (T.isNumber(extent)) {
    const n = extent.value.numerator;
    if (n <= 0n || (n & (n - 1n)) !== 0n) {
      throw new Unsupported('arange', span, `tl.arange needs a power of two, not ${n}`);
    }
  }
  const element = isUnit(extent) ? from : T.add(from, lane(0));
  return { dtype: INT32, shape: [extent], element, base: null, constexpr: false };
}

export function broadcastTo(t: Tensor, shape: readonly Dimension<Tensor>[], span: Span): Tensor {
  const extents = shape.map(d => extentOf(d));
  return { ...t, shape: commonShape([t, { ...t, shape: extents }], span) };
}

export function expandDims(t: Tensor, axis: number): Tensor {
  const rank = t.shape.length;
  const shape = [...t.shape.slice(0, axis), T.ONE, ...t.shape.slice(axis)];
  const element = reindex(t, t.shape.map((_, k) => lane(rank - (k < axis ? k : k + 1))));
  return { ...t, shape, element };
}

export function permute(t: Tensor, order: readonly number[]): Tensor {
  const rank = order.length;
  const shape = order.map(k => t.shape[k]);
  const element = reindex(t, t.shape.map((_, k) => lane(rank - 1 - order.indexOf(k))));
  return { ...t, shape, element };
}

export function reshape(t: Tensor, shape: readonly Dimension<Tensor>[], span: Span): Tensor {
  const extents = shape.map(d => extentOf(d));
  if (T.mul(T.ONE, ...t.shape) !== T.mul(T.ONE, ...extents)) {
    throw new Unsupported('reshape', span, 'the number of elements of the reshaped block is not seen to be the same');
  }
  return { ...t, shape: extents, element: reindex(t, unravel(t.shape, extents)) };
}

export function join(a: Tensor, b: Tensor, span: Span): Tensor {
  const shape = commonShape([a, b], span);
  const lift = (x: Tensor) => expandDims(x, x.shape.length).element;
  return { ...a, shape: [...shape, T.int(2)], element: T.select(T.eq(lane(0), T.ZERO), lift(a), lift(b)) };
}

export function split(t: Tensor, span: Span): readonly [Tensor, Tensor] {
  const rank = t.shape.length;
  if (rank === 0 || t.shape[rank - 1] !== T.int(2)) {
    throw new Unsupported('split', span, 'tl.split needs a last axis of 2');
  }
  const part = (k: number): Tensor => ({
    ...t,
    shape: t.shape.slice(0, -1),
    element: reindex(t, t.shape.map((_, axis) => (axis === rank - 1 ? T.int(k) : lane(rank - 2 - axis))))
  });
  return [part(0), part(1)];
}

/** For each old axis, its index as a term over the lanes of the new shape: the row-major position is the same. */
function unravel(from: readonly Term[], to: readonly Term[]): Term[] {
  const newLane = (k: number): Term => (isUnit(to[k]) ? T.ZERO : lane(to.length - 1 - k));
  const result: Term[] = new Array(from.length).fill(T.ZERO);
  const olds = from.map((_, k) => k).filter(k => !isUnit(from[k]));
  const news = to.map((_, k) => k).filter(k => !isUnit(to[k]));
  // Groups of axes with equal products are reshaped independently, so that unchanged axes stay plain.
  let o = 0;
  let n = 0;
  while (o < olds.length && n < news.length) {
    const oldGroup = [olds[o++]];
    const newGroup = [news[n++]];
    const product = (group: readonly number[], shape: readonly Term[]) => T.mul(T.ONE, ...group.map(k => shape[k]));
    while (product(oldGroup, from) !== product(newGroup, to)) {
      if (o < olds.length && (newGroup.length > oldGroup.length || n >= news.length)) {
        oldGroup.push(olds[o++]);
      } else if (n < news.length) {
        newGroup.push(news[n++]);
      } else {
        break;
      }
    }
    let position: Term = T.ZERO;
    for (const k of newGroup) {
      position = T.add(T.mul(position, to[k]), newLane(k));
    }
    oldGroup.forEach((k, place) => {
      const inner = product(oldGroup.slice(place + 1), from);
      const quotient = oldGroup.length === 1 ? position : T.apply('floordiv', [position, inner]);
      result[k] = place === 0 ? quotient : T.apply('mod', [quotient, from[k]]);
    });
  }
  return result;
}
