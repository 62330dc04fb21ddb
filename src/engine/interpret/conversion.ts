/** Numbers as dtypes hold them: wrapping integers, rounding floats, casts and bitcasts. */
import { bitsOf, classOf, isFloat, sameDtype, type Dtype, type DtypeName } from '../triton/dtype';
import { bigLane, compact, numberLane, relabel, type Block, type Lanes, zeros } from './block';
import { bitsToFloat, floatToBits, rounding, type FloatName } from './float-formats';

/** `float32`: each float operation is rounded to its dtype. `exact`: floats are doubles, never rounded to narrower types. */
export type Precision = 'float32' | 'exact';

const identity = (x: number): number => x;

const wraps: Partial<Record<DtypeName, (x: number) => number>> = {
  int1: x => x & 1,
  int8: x => (x << 24) >> 24,
  int16: x => (x << 16) >> 16,
  int32: x => x | 0,
  uint8: x => x & 0xff,
  uint16: x => x & 0xffff,
  uint32: x => x >>> 0
};

/** Whether integers of the dtype can be past what a double holds exactly. */
export const isWide = (d: Dtype): boolean => d.kind === 'scalar' && (d.name === 'int64' || d.name === 'uint64');

/** Brings the double that an operation gave into the dtype. Not for integers of 64 bits: see `wrapBig`. */
export function fit(dtype: Dtype, precision: Precision): (x: number) => number {
  if (dtype.kind === 'pointer') {
    return identity;
  }
  return isFloat(dtype) ? (precision === 'exact' ? identity : rounding[dtype.name as FloatName]) : (wraps[dtype.name] ?? identity);
}

/** Wraps an integer to the width and sign of the dtype. */
export const wrapBig = (dtype: Dtype, value: bigint): bigint =>
  classOf(dtype) === 'unsigned' || classOf(dtype) === 'bool' ? BigInt.asUintN(bitsOf(dtype), value) : BigInt.asIntN(bitsOf(dtype), value);

/** Lanes of an integer dtype from integers of any size. */
export function integerLanes(dtype: Dtype, values: bigint[]): Lanes {
  for (let i = 0; i < values.length; i++) {
    values[i] = wrapBig(dtype, values[i] as bigint);
  }
  return compact(values);
}

/** The least and the greatest integer of a dtype. */
export function integerRange(dtype: Dtype): readonly [bigint, bigint] {
  const bits = BigInt(bitsOf(dtype));
  return classOf(dtype) === 'signed' ? [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n] : [0n, (1n << bits) - 1n];
}

/** Toward zero; past the range to its end and NaN to 0, as GPUs convert. */
function floatToInteger(t: Block, to: Dtype): Lanes {
  const [least, most] = integerRange(to);
  const low = Number(least);
  const high = Number(most);
  const size = t.data.length;
  const values = zeros(size);
  for (let i = 0; i < size; i++) {
    const x = Math.trunc(numberLane(t.data, i));
    values[i] = x <= low ? low : x >= high ? high : x !== x ? 0 : x + 0;
  }
  if (!isWide(to) || values.every(Number.isSafeInteger)) {
    return values;
  }
  return Array.from(values, x => (x <= low ? least : x >= high ? most : BigInt(x)));
}

/** Converts the values: rounding, truncating, wrapping, or testing for nonzero as the dtypes say. */
export function castBlock(t: Block, to: Dtype, precision: Precision): Block {
  if (sameDtype(t.dtype, to)) {
    return t;
  }
  const { shape, blame } = t;
  const size = t.data.length;
  if (classOf(to) === 'bool') {
    const data = zeros(size);
    for (let i = 0; i < size; i++) {
      data[i] = numberLane(t.data, i) !== 0 ? 1 : 0;
    }
    return { dtype: to, shape, data, blame };
  }
  if (!isFloat(to) && isFloat(t.dtype)) {
    return { dtype: to, shape, data: floatToInteger(t, to), blame };
  }
  if (Array.isArray(t.data) && !isFloat(to)) {
    return { dtype: to, shape, data: integerLanes(to, [...t.data]), blame };
  }
  if (isWide(to)) {
    const negative = classOf(to) === 'unsigned' && (t.data as Float64Array).some(x => x < 0);
    return negative ? { dtype: to, shape, data: integerLanes(to, Array.from(t.data, BigInt)), blame } : relabel(t, shape, to);
  }
  const into = fit(to, precision);
  const data = zeros(size);
  for (let i = 0; i < size; i++) {
    data[i] = into(numberLane(t.data, i));
  }
  return { dtype: to, shape, data, blame };
}

/** The same bits read as another dtype of the same width. */
export function bitcastBlock(t: Block, to: Dtype): Block {
  if (sameDtype(t.dtype, to)) {
    return t;
  }
  const from = t.dtype;
  const size = t.data.length;
  const patterns = new Array<bigint>(size);
  for (let i = 0; i < size; i++) {
    patterns[i] = isFloat(from) ? floatToBits((from as { name: FloatName }).name, numberLane(t.data, i)) : BigInt.asUintN(bitsOf(from), bigLane(t.data, i));
  }
  const data = isFloat(to) ? Float64Array.from(patterns, p => bitsToFloat((to as { name: FloatName }).name, p)) : integerLanes(to, patterns);
  return { dtype: to, shape: t.shape, data, blame: t.blame };
}
