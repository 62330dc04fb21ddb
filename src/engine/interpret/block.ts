/** A concrete tensor: a shape and one number a lane, with the lanes that have no defined value marked. */
import { sameDtype, type Dtype } from '../triton/dtype';

/**
 * One number a lane. Integers of 64 bits are bigints where some lane is past 2⁵³, and doubles where none is:
 * addresses and sizes stay fast, hashes stay exact.
 */
export type Lanes = Float64Array | bigint[];

/** Why a lane is undefined: 0 where it is not, else an index into the causes of the run's events. */
export type Blame = Uint16Array;

export type Shape = readonly number[];

export type Block = {
  readonly dtype: Dtype;
  readonly shape: Shape;
  /** Row-major. */
  readonly data: Lanes;
  /** null: every lane is defined. */
  readonly blame: Blame | null;
};

export const SCALAR: Shape = [];

const SLAB = 1 << 15;
let slab = new Float64Array(0);
let used = 0;

/**
 * Zeros for the lanes of a block. Arrays past 64 bytes cost an allocation outside the heap each, so they are cut from
 * larger ones, which are never used twice.
 */
export function zeros(size: number): Float64Array {
  if (size <= 8 || size > SLAB / 4) {
    return new Float64Array(size);
  }
  if (used + size > slab.length) {
    slab = new Float64Array(SLAB);
    used = 0;
  }
  const lanes = new Float64Array(slab.buffer, used * 8, size);
  used += size;
  return lanes;
}

export function sizeOf(shape: Shape): number {
  let size = 1;
  for (const extent of shape) {
    size *= extent;
  }
  return size;
}

export const scalarBlock = (value: number, dtype: Dtype): Block => ({ dtype, shape: SCALAR, data: Float64Array.of(value), blame: null });

export function sameShape(a: Shape, b: Shape): boolean {
  return a === b || (a.length === b.length && a.every((extent, axis) => extent === b[axis]));
}

/** The block with another shape of as many lanes, or another dtype of the same numbers. */
export function relabel(t: Block, shape: Shape, dtype: Dtype = t.dtype): Block {
  return t.shape === shape && sameDtype(t.dtype, dtype) ? t : { dtype, shape, data: t.data, blame: t.blame };
}

/** The shape that both broadcast to, scalars to anything and extents of 1 to any extent; null when there is none. */
export function broadcastShapes(a: Shape, b: Shape): Shape | null {
  if (sameShape(a, b) || b.length === 0) {
    return a;
  }
  if (a.length === 0) {
    return b;
  }
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const lead = long.length - short.length;
  const shape: number[] = [];
  for (let axis = 0; axis < long.length; axis++) {
    const s = axis < lead ? 1 : (short[axis - lead] as number);
    const l = long[axis] as number;
    if (s !== l && s !== 1 && l !== 1) {
      return null;
    }
    shape.push(s === 1 ? l : s);
  }
  return shape;
}

/** A block of the shape given, whose lane i is the lane `source[i]` of `t`. */
export function gather(t: Block, shape: Shape, source: Int32Array): Block {
  const size = source.length;
  let data: Lanes;
  if (Array.isArray(t.data)) {
    data = new Array<bigint>(size);
    for (let i = 0; i < size; i++) {
      data[i] = t.data[source[i] as number] as bigint;
    }
  } else {
    data = zeros(size);
    for (let i = 0; i < size; i++) {
      data[i] = t.data[source[i] as number] as number;
    }
  }
  let blame: Blame | null = null;
  if (t.blame !== null) {
    blame = new Uint16Array(size);
    for (let i = 0; i < size; i++) {
      blame[i] = t.blame[source[i] as number] as number;
    }
  }
  return { dtype: t.dtype, shape, data, blame };
}

const MOST_WALKS = 512;
const walks = new Map<string, Int32Array>();

/** For each lane of `shape`, row-major, Σ coordinate · stride. Kernels walk the same few shapes again and again: they are kept. */
export function walk(shape: Shape, strides: Shape): Int32Array {
  const key = `${shape.join()};${strides.join()}`;
  let known = walks.get(key);
  if (known === undefined) {
    if (walks.size >= MOST_WALKS) {
      walks.clear();
    }
    known = newWalk(shape, strides);
    walks.set(key, known);
  }
  return known;
}

function newWalk(shape: Shape, strides: Shape): Int32Array {
  let sums = new Int32Array(1);
  for (let axis = 0; axis < shape.length; axis++) {
    const extent = shape[axis] as number;
    const stride = strides[axis] as number;
    const next = new Int32Array(sums.length * extent);
    let at = 0;
    for (const sum of sums) {
      for (let i = 0; i < extent; i++) {
        next[at++] = sum + i * stride;
      }
    }
    sums = next;
  }
  return sums;
}

/** Row-major strides in lanes. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis] as number;
  }
  return strides;
}

/** The block broadcast to a shape that `broadcastShapes` allows. */
export function broadcast(t: Block, shape: Shape): Block {
  if (sameShape(t.shape, shape)) {
    return t;
  }
  const lead = shape.length - t.shape.length;
  const own = stridesOf(t.shape);
  const strides = shape.map((_, axis) => (axis < lead || t.shape[axis - lead] === 1 ? 0 : (own[axis - lead] as number)));
  return gather(t, shape, walk(shape, strides));
}

/** A block as elementwise loops read it: lane i stands at `i * step`. */
export type Operand = { readonly block: Block; readonly step: 0 | 1 };

/** Single lanes are read with step 0, other blocks brought to the full shape. */
export function operand(t: Block, shape: Shape): Operand {
  return t.data.length === 1 ? { block: t, step: 0 } : { block: broadcast(t, shape), step: 1 };
}

/** The first cause that any of the operands has, lane by lane. */
export function mergeBlame(operands: readonly Operand[], size: number): Blame | null {
  let blame: Blame | null = null;
  for (const { block, step } of operands) {
    if (block.blame !== null) {
      blame ??= new Uint16Array(size);
      for (let i = 0; i < size; i++) {
        if (blame[i] === 0) {
          blame[i] = block.blame[i * step] as number;
        }
      }
    }
  }
  return blame;
}

export const bigLane = (data: Lanes, i: number): bigint => (Array.isArray(data) ? (data[i] as bigint) : BigInt(data[i] as number));
export const numberLane = (data: Lanes, i: number): number => Number(data[i] as number | bigint);

const MOST = BigInt(Number.MAX_SAFE_INTEGER);

/** Bigints as doubles where every one of them is exact as a double. */
export function compact(lanes: bigint[]): Lanes {
  return lanes.every(v => v <= MOST && v >= -MOST) ? Float64Array.from(lanes, Number) : lanes;
}
