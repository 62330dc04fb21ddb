/**
 * Reductions and products of matrices. Folds run strictly left to right, each step rounded to the dtype:
 * the order of Triton's interpreter, one of the many that a GPU may take.
 */
import { scalar, bitsOf, isFloat, type Dtype } from '../triton/dtype';
import type { ReduceOp } from '../triton/domain';
import { bigLane, compact, sizeOf, stridesOf, walk, type Blame, type Block, type Lanes, type Shape, zeros } from './block';
import { fit, isWide, wrapBig, type Precision } from './conversion';
import { big, binary, type BigBinary, type Binary } from './elementwise-table';

type Fold = { readonly combine: Binary; readonly bigCombine: BigBinary };

const folds: Readonly<Record<ReduceOp, Fold>> = {
  sum: { combine: (a, b) => a + b, bigCombine: (a, b) => a + b },
  prod: { combine: (a, b) => a * b, bigCombine: (a, b) => a * b },
  max: { combine: binary.max as Binary, bigCombine: big.max as BigBinary },
  min: { combine: binary.min as Binary, bigCombine: big.min as BigBinary },
  xor: { combine: (a, b) => a ^ b, bigCombine: (a, b) => a ^ b },
  any: { combine: (a, b) => (a || b ? 1 : 0), bigCombine: (a, b) => a | b },
  all: { combine: (a, b) => (a && b ? 1 : 0), bigCombine: (a, b) => (a && b ? 1n : 0n) }
};

/** Where the lanes of a reduction stand: result lane r folds the lanes `starts[r] + k · step`, k < extent. */
type Layout = { readonly starts: Int32Array; readonly step: number; readonly extent: number; readonly shape: Shape };

function layoutOf(shape: Shape, axis: number | null, keepDims: boolean): Layout {
  if (axis === null) {
    return { starts: new Int32Array(1), step: 1, extent: sizeOf(shape), shape: keepDims ? shape.map(() => 1) : [] };
  }
  const strides = stridesOf(shape);
  const without = (values: Shape): number[] => values.filter((_, k) => k !== axis);
  return {
    starts: walk(without(shape), without(strides)),
    step: strides[axis] as number,
    extent: shape[axis] as number,
    shape: keepDims ? shape.map((extent, k) => (k === axis ? 1 : extent)) : without(shape)
  };
}

/** A result is undefined where any lane that it folds is. */
function foldBlame({ starts, step, extent }: Layout, blame: Blame | null): Blame | null {
  if (blame === null) {
    return null;
  }
  const result = new Uint16Array(starts.length);
  for (let r = 0; r < starts.length; r++) {
    for (let k = 0; k < extent && result[r] === 0; k++) {
      result[r] = blame[(starts[r] as number) + k * step] as number;
    }
  }
  return result;
}

function foldWide({ starts, step, extent }: Layout, { bigCombine }: Fold, t: Block): Lanes {
  return compact(
    Array.from(starts, start => {
      let sum = bigLane(t.data, start);
      for (let k = 1; k < extent; k++) {
        sum = wrapBig(t.dtype, bigCombine(sum, bigLane(t.data, start + k * step)));
      }
      return sum;
    })
  );
}

/** Folds over one axis, or over all when `axis` is null. `max` and `min` ignore NaN. */
export function reduceBlock(op: ReduceOp, t: Block, axis: number | null, keepDims: boolean, precision: Precision): Block {
  const layout = layoutOf(t.shape, axis, keepDims);
  const fold = folds[op];
  const blame = foldBlame(layout, t.blame);
  const { shape, starts, step, extent } = layout;
  if (isWide(t.dtype)) {
    return { dtype: t.dtype, shape, data: foldWide(layout, fold, t), blame };
  }
  const combine = op === 'prod' && !isFloat(t.dtype) ? Math.imul : fold.combine;
  const into = fit(t.dtype, precision);
  const source = t.data as Float64Array;
  const data = zeros(starts.length);
  for (let r = 0; r < starts.length; r++) {
    const start = starts[r] as number;
    let sum = source[start] as number;
    for (let k = 1; k < extent; k++) {
      sum = into(combine(sum, source[start + k * step] as number));
    }
    data[r] = sum;
  }
  return { dtype: t.dtype, shape, data, blame };
}

/** The index (int32) of the first greatest or least element, NaN ignored; 0 where all are NaN. */
export function argReduceBlock(op: 'argmax' | 'argmin', t: Block, axis: number | null, keepDims: boolean): Block {
  const layout = layoutOf(t.shape, axis, keepDims);
  const { shape, starts, step, extent } = layout;
  const data = zeros(starts.length);
  for (let r = 0; r < starts.length; r++) {
    let best = 0;
    for (let k = 1; k < extent; k++) {
      const champion = t.data[(starts[r] as number) + best * step] as number | bigint;
      const challenger = t.data[(starts[r] as number) + k * step] as number | bigint;
      if ((op === 'argmax' ? challenger > champion : challenger < champion) || (champion !== champion && challenger === challenger)) {
        best = k;
      }
    }
    data[r] = best;
  }
  return { dtype: scalar('int32'), shape, data, blame: foldBlame(layout, t.blame) };
}

function dotBlame(a: Block, b: Block, [batch, m, k, n]: readonly [number, number, number, number]): Blame | null {
  if (a.blame === null && b.blame === null) {
    return null;
  }
  const blame = new Uint16Array(batch * m * n);
  for (let at = 0; at < blame.length; at++) {
    const column = at % n;
    const row = Math.floor(at / n);
    const layer = Math.floor(row / m);
    for (let i = 0; i < k && blame[at] === 0; i++) {
      blame[at] = a.blame?.[row * k + i] || b.blame?.[(layer * k + i) * n + column] || 0;
    }
  }
  return blame;
}

const numbersOf = (lanes: Lanes): Float64Array => (Array.isArray(lanes) ? Float64Array.from(lanes, Number) : lanes);

/** sums[at + j] += x · row[from + j], for j < n. Products of integers need no wrapping: operands have 8 bits. */
function addScaledRow(sums: Float64Array, at: number, x: number, row: Float64Array, from: number, n: number, into: (x: number) => number): void {
  if (into === Math.fround) {
    for (let j = 0; j < n; j++) {
      sums[at + j] = Math.fround((sums[at + j] as number) + x * (row[from + j] as number));
    }
  } else {
    for (let j = 0; j < n; j++) {
      sums[at + j] = into((sums[at + j] as number) + x * (row[from + j] as number));
    }
  }
}

/**
 * Σ_k a[m, k] · b[k, n], in each batch. Sums are rounded to the accumulator's type: int32 or float32
 * (doubles in the exact model, float64 for operands of 64 bits), and to the result's dtype at the end. Accumulators are added by the caller.
 */
export function dotBlocks(a: Block, b: Block, result: Dtype, precision: Precision): Block {
  const rank = a.shape.length;
  const [m, k] = a.shape.slice(-2) as [number, number];
  const n = b.shape[rank - 1] as number;
  const batch = rank === 3 ? (a.shape[0] as number) : 1;
  const accumulator = !isFloat(result) ? result : scalar(bitsOf(a.dtype) === 64 || bitsOf(result) === 64 ? 'fp64' : 'fp32');
  const into = fit(accumulator, precision);
  const left = numbersOf(a.data);
  const right = numbersOf(b.data);
  const data = zeros(batch * m * n);
  for (let row = 0; row < batch * m; row++) {
    const layer = Math.floor(row / m) * k;
    for (let i = 0; i < k; i++) {
      addScaledRow(data, row * n, left[row * k + i] as number, right, (layer + i) * n, n, into);
    }
  }
  const narrowed = fit(result, precision);
  for (let at = 0; at < data.length; at++) {
    data[at] = narrowed(data[at] as number);
  }
  return { dtype: result, shape: [...a.shape.slice(0, -1), n], data, blame: dotBlame(a, b, [batch, m, k, n]) };
}
