/** Python-level values: construction, inspection, and the words for them in messages. */
import { fromNumber, type Rational, rational, toNumber } from '../term/rational';
import type { Dimension, Domain, Value } from './domain';
import { type Dtype, scalar } from './dtype';

export type Float = Rational | 'inf' | '-inf' | 'nan';

export const int = <T>(value: bigint | number): Value<T> => ({ kind: 'int', value: BigInt(value) });
export const float = <T>(value: Float): Value<T> => ({ kind: 'float', value });
export const bool = <T>(value: boolean): Value<T> => ({ kind: 'bool', value });
export const string = <T>(value: string): Value<T> => ({ kind: 'string', value });
export const none = <T>(): Value<T> => ({ kind: 'none' });
export const dtypeValue = <T>(dtype: Dtype): Value<T> => ({ kind: 'dtype', dtype });
export const tuple = <T>(items: readonly Value<T>[]): Value<T> => ({ kind: 'tuple', items });
/** A runtime tensor. */
export const tensor = <T>(value: T): Value<T> => ({ kind: 'tensor', tensor: value, runtime: true });
/** The tensor of a computation on constexprs only (symbolic block sizes). */
export const constexprTensor = <T>(value: T): Value<T> => ({ kind: 'tensor', tensor: value });

/** A number that Python knows: `True` counts as 1. */
export type PythonNumber = { readonly kind: 'int'; readonly value: bigint } | { readonly kind: 'float'; readonly value: Float } | { readonly kind: 'bool'; readonly value: boolean };

export const isPythonNumber = <T>(value: Value<T>): value is PythonNumber & Value<T> =>
  value.kind === 'int' || value.kind === 'float' || value.kind === 'bool';

/** The integer value of an int or bool; null for anything else. */
export const integerOf = <T>(value: Value<T>): bigint | null =>
  value.kind === 'int' ? value.value : value.kind === 'bool' ? BigInt(value.value) : null;

export const floatOf = (value: PythonNumber): Float =>
  value.kind === 'float' ? value.value : rational(value.kind === 'int' ? value.value : BigInt(value.value));

export const floatToNumber = (value: Float): number =>
  value === 'inf' ? Infinity : value === '-inf' ? -Infinity : value === 'nan' ? NaN : toNumber(value);

export const floatFromNumber = (value: number): Float =>
  Number.isNaN(value) ? 'nan' : value === Infinity ? 'inf' : value === -Infinity ? '-inf' : fromNumber(value);

/** Python's truth of a value that is not a tensor; null for a tensor. */
export function truth<T>(value: Value<T>): boolean | null {
  switch (value.kind) {
    case 'int':
      return value.value !== 0n;
    case 'float':
      return typeof value.value === 'string' || value.value.numerator !== 0n;
    case 'bool':
      return value.value;
    case 'string':
      return value.value !== '';
    case 'none':
      return false;
    case 'tuple':
      return value.items.length > 0;
    case 'tensor':
      return null;
    default:
      return true;
  }
}

const MAX_FP32 = 2 ** 128;
const MIN_FP32 = 2 ** -126;

/** The dtype that a Python number gets when it becomes a tensor; null when no dtype holds it. */
export function dtypeOfNumber(value: PythonNumber): Dtype | null {
  if (value.kind === 'bool') {
    return scalar('int1');
  }
  if (value.kind === 'int') {
    const n = value.value;
    const limits = [[-(2n ** 31n), 2n ** 31n, 'int32'], [0n, 2n ** 32n, 'uint32'], [-(2n ** 63n), 2n ** 63n, 'int64'], [0n, 2n ** 64n, 'uint64']] as const;
    const fit = limits.find(([low, high]) => n >= low && n < high);
    return fit ? scalar(fit[2]) : null;
  }
  const magnitude = Math.abs(floatToNumber(value.value));
  const single = magnitude === Infinity || Number.isNaN(magnitude) || magnitude === 0 || (magnitude >= MIN_FP32 && magnitude < MAX_FP32);
  return scalar(single ? 'fp32' : 'fp64');
}

/** Triton's name of a dtype as users write it: `float32`, `pointer to float16`. */
export function dtypeName(dtype: Dtype): string {
  if (dtype.kind === 'pointer') {
    return `pointer to ${dtypeName(dtype.element)}`;
  }
  return ({ fp16: 'float16', bf16: 'bfloat16', fp32: 'float32', fp64: 'float64' } as Record<string, string>)[dtype.name] ?? dtype.name;
}

/** A value in the words of a message: `an integer`, `a tensor of float32`. */
export function describe<T>(value: Value<T>, domain: Domain<T>): string {
  switch (value.kind) {
    case 'tensor': {
      const rank = domain.shape(value.tensor).length;
      return `${rank === 0 ? 'a scalar' : `a ${rank}-D block`} of ${dtypeName(domain.dtype(value.tensor))}`;
    }
    case 'int':
      return 'an integer';
    case 'float':
      return 'a float';
    case 'bool':
      return 'a bool';
    case 'string':
      return 'a string';
    case 'none':
      return 'None';
    case 'dtype':
      return 'a dtype';
    case 'tuple':
      return 'a tuple';
    case 'function':
      return `the function '${value.definition.name}'`;
    case 'lambda':
      return 'a lambda';
    case 'builtin':
      return `'${value.path}'`;
    case 'method':
      return `the method '${value.name}'`;
    case 'range':
      return 'a range';
    case 'mapping':
      return 'a dictionary';
    case 'block-pointer':
      return value.offsets ? 'a block pointer' : 'a tensor descriptor';
  }
}

export const dimension = <T>(value: Dimension<T>): Value<T> => (value.kind === 'int' ? int(value.value) : constexprTensor(value.tensor));
