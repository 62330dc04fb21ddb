/** Floating-point formats narrower than a double: rounding to them, and their bit patterns. */
import type { DtypeName } from '../triton/dtype';
import { roundHalfEven } from '../term/operations';

export type FloatName = Extract<DtypeName, `fp${string}` | 'bf16'>;

type Format = {
  /** Bits of the significand, the hidden one included. */
  readonly precision: number;
  /** The least exponent of a normal number; the bias is 1 − this. */
  readonly leastExponent: number;
  readonly largest: number;
  readonly bits: number;
  /** What numbers past the largest become: infinity, or the largest, as the hardware converts to 8 bits. */
  readonly overflow: 'infinite' | 'saturate';
  /** Whether the greatest exponent is kept for infinities and NaN, as in IEEE 754. */
  readonly infinities: boolean;
  /** The bit pattern of NaN. */
  readonly nan: number;
};

const formats = {
  fp16: { precision: 11, leastExponent: -14, largest: 65504, bits: 16, overflow: 'infinite', infinities: true, nan: 0x7e00 },
  bf16: { precision: 8, leastExponent: -126, largest: 0xff * 2 ** 120, bits: 16, overflow: 'infinite', infinities: true, nan: 0x7fc0 },
  fp8e5: { precision: 3, leastExponent: -14, largest: 57344, bits: 8, overflow: 'saturate', infinities: true, nan: 0x7f },
  fp8e4nv: { precision: 4, leastExponent: -6, largest: 448, bits: 8, overflow: 'saturate', infinities: false, nan: 0x7f },
  fp8e4b8: { precision: 4, leastExponent: -7, largest: 240, bits: 8, overflow: 'saturate', infinities: false, nan: 0x80 },
  fp8e5b16: { precision: 3, leastExponent: -15, largest: 57344, bits: 8, overflow: 'saturate', infinities: false, nan: 0x80 },
  fp8e4b15: { precision: 4, leastExponent: -14, largest: 1.75, bits: 8, overflow: 'saturate', infinities: false, nan: 0x7f }
} as const satisfies Partial<Record<FloatName, Format>>;

type NarrowName = keyof typeof formats;

const double = new Float64Array(1);
const doubleBits = new BigUint64Array(double.buffer);
const doubleWords = new Uint32Array(double.buffer);
const single = new Float32Array(1);
const singleBits = new Uint32Array(single.buffer);

/** ⌊log2 |x|⌋ of a nonzero normal double; subnormal doubles lie below every narrower format. */
function exponentOf(x: number): number {
  double[0] = x;
  return (((doubleWords[1] as number) >>> 20) & 0x7ff) - 1023;
}

function roundTo(format: Format, x: number): number {
  if (x === 0 || !Number.isFinite(x)) {
    return x;
  }
  const unit = 2 ** (Math.max(exponentOf(x), format.leastExponent) - format.precision + 1);
  const magnitude = roundHalfEven(Math.abs(x) / unit) * unit;
  const limited = magnitude <= format.largest ? magnitude : format.overflow === 'infinite' ? Infinity : format.largest;
  return x < 0 ? -limited : limited;
}

const identity = (x: number): number => x;

/** Rounds a double to the nearest number of a format, half to even. */
export const rounding: Readonly<Record<FloatName, (x: number) => number>> = {
  fp64: identity,
  fp32: Math.fround,
  fp16: x => roundTo(formats.fp16, x),
  bf16: x => roundTo(formats.bf16, x),
  fp8e5: x => roundTo(formats.fp8e5, x),
  fp8e4nv: x => roundTo(formats.fp8e4nv, x),
  fp8e4b8: x => roundTo(formats.fp8e4b8, x),
  fp8e5b16: x => roundTo(formats.fp8e5b16, x),
  fp8e4b15: x => roundTo(formats.fp8e4b15, x)
};

function encode(format: Format, value: number): number {
  const x = roundTo(format, value);
  if (Number.isNaN(x) || (!format.infinities && !Number.isFinite(x))) {
    return format.nan;
  }
  const fractionBits = format.precision - 1;
  const sign = x < 0 || Object.is(x, -0) ? 2 ** (format.bits - 1) : 0;
  const magnitude = Math.abs(x);
  if (magnitude === Infinity) {
    return sign + (2 ** (format.bits - 1 - fractionBits) - 1) * 2 ** fractionBits;
  }
  const exponent = magnitude === 0 ? format.leastExponent - 1 : exponentOf(magnitude);
  if (exponent < format.leastExponent) {
    return sign + magnitude / 2 ** (format.leastExponent - fractionBits);
  }
  return sign + (exponent - format.leastExponent) * 2 ** fractionBits + magnitude / 2 ** (exponent - fractionBits);
}

function decode(format: Format, pattern: number): number {
  const fractionBits = format.precision - 1;
  const signBit = 2 ** (format.bits - 1);
  const sign = pattern >= signBit ? -1 : 1;
  const rest = pattern % signBit;
  const field = Math.floor(rest / 2 ** fractionBits);
  const fraction = rest % 2 ** fractionBits;
  const allOnes = 2 ** (format.bits - 1 - fractionBits) - 1;
  if (format.infinities && field === allOnes) {
    return fraction === 0 ? sign * Infinity : NaN;
  }
  if (pattern === format.nan || (format.nan !== signBit && rest === format.nan)) {
    return NaN;
  }
  const scale = 2 ** (format.leastExponent - fractionBits);
  return field === 0 ? sign * fraction * scale : sign * (2 ** fractionBits + fraction) * scale * 2 ** (field - 1);
}

/** The bit pattern of a float, as an unsigned number. */
export function floatToBits(name: FloatName, x: number): bigint {
  if (name === 'fp64') {
    double[0] = x;
    return doubleBits[0] as bigint;
  }
  if (name === 'fp32') {
    single[0] = x;
    return BigInt(singleBits[0] as number);
  }
  return BigInt(encode(formats[name as NarrowName], x));
}

/** The float of a bit pattern. */
export function bitsToFloat(name: FloatName, pattern: bigint): number {
  if (name === 'fp64') {
    doubleBits[0] = pattern;
    return double[0] as number;
  }
  if (name === 'fp32') {
    singleBits[0] = Number(pattern);
    return single[0] as number;
  }
  return decode(formats[name as NarrowName], Number(pattern));
}
