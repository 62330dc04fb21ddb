/** Dtypes as Python values: their names in `triton.language`, and their attributes and methods. */
import type { Value } from './domain';
import { bitsOf, classOf, type Dtype, type DtypeName, dtypes, isFloat, isInteger, scalar } from './dtype';
import { bool, dtypeValue, int, string } from './values';

/** `tl.float32` and the like. */
const names: Readonly<Record<string, DtypeName>> = {
  int1: 'int1', int8: 'int8', int16: 'int16', int32: 'int32', int64: 'int64', uint8: 'uint8', uint16: 'uint16', uint32: 'uint32', uint64: 'uint64',
  float8e5: 'fp8e5', float8e5b16: 'fp8e5b16', float8e4nv: 'fp8e4nv', float8e4b8: 'fp8e4b8', float8e4b15: 'fp8e4b15',
  float16: 'fp16', bfloat16: 'bf16', float32: 'fp32', float64: 'fp64', void: 'void'
};

/** The dtype at a canonical path, e.g. `tl.float32` or `torch.float32`. */
export function dtypeAt(path: string): Dtype | null {
  const [root, name, ...rest] = path.split('.');
  if (rest.length > 0 || name === undefined) {
    return null;
  }
  if (root === 'tl' && Object.hasOwn(names, name)) {
    return scalar(names[name]);
  }
  if (root === 'torch') {
    const found = (Object.keys(dtypes) as DtypeName[]).find(candidate => dtypes[candidate].torch === name && name !== '');
    return found ? scalar(found) : null;
  }
  return null;
}

/** The dtype that a string such as `fp32` or `float32` names. */
export const dtypeNamed = (name: string): Dtype | null =>
  Object.hasOwn(names, name) ? scalar(names[name]) : Object.hasOwn(dtypes, name) ? scalar(name as DtypeName) : null;

const mantissa: Partial<Record<DtypeName, number>> = { fp8e4b15: 3, fp8e4nv: 3, fp8e4b8: 3, fp8e5: 2, fp8e5b16: 2, fp16: 10, bf16: 7, fp32: 23, fp64: 52 };

const named = (...candidates: DtypeName[]) => (d: Dtype): boolean => d.kind === 'scalar' && candidates.includes(d.name);

const tests: Readonly<Record<string, (d: Dtype) => boolean>> = {
  is_fp8: named('fp8e4b15', 'fp8e4b8', 'fp8e4nv', 'fp8e5', 'fp8e5b16'),
  is_fp8e4nv: named('fp8e4nv'), is_fp8e4b8: named('fp8e4b8'), is_fp8e4b15: named('fp8e4b15'), is_fp8e5: named('fp8e5'), is_fp8e5b16: named('fp8e5b16'),
  is_fp16: named('fp16'), is_bf16: named('bf16'), is_fp32: named('fp32'), is_fp64: named('fp64'),
  is_int1: named('int1'), is_int8: named('int8'), is_int16: named('int16'), is_int32: named('int32'), is_int64: named('int64'),
  is_uint8: named('uint8'), is_uint16: named('uint16'), is_uint32: named('uint32'), is_uint64: named('uint64'),
  is_floating: isFloat,
  is_standard_floating: named('fp16', 'bf16', 'fp32', 'fp64'),
  is_int_signed: d => classOf(d) === 'signed',
  is_int_unsigned: d => classOf(d) === 'unsigned' || classOf(d) === 'bool',
  is_int: d => isInteger(d) || classOf(d) === 'bool',
  is_bool: named('int1'),
  is_ptr: d => d.kind === 'pointer',
  is_block: () => false,
  is_const: () => false,
  is_void: named('void')
};

/** `dtype.name` for a method without arguments; null when there is none of that name. */
export function dtypeMethod<T>(dtype: Dtype, name: string): Value<T> | null {
  return Object.hasOwn(tests, name) ? bool(tests[name](dtype)) : null;
}

export const isDtypeMethod = (name: string): boolean => Object.hasOwn(tests, name);

/** An attribute that is data; null when there is none of that name. */
export function dtypeAttribute<T>(dtype: Dtype, name: string): Value<T> | null {
  switch (name) {
    case 'scalar':
    case 'value':
    case 'type':
    case 'dtype':
      return dtypeValue(dtype);
    case 'element_ty':
      return dtypeValue(dtype.kind === 'pointer' ? dtype.element : dtype);
    case 'primitive_bitwidth':
      return int(bitsOf(dtype));
    case 'int_bitwidth':
      return dtype.kind === 'scalar' && !isFloat(dtype) ? int(bitsOf(dtype)) : null;
    case 'itemsize':
      return int(bitsOf(dtype) >> 3);
    case 'fp_mantissa_width':
      return dtype.kind === 'scalar' && mantissa[dtype.name] !== undefined ? int(mantissa[dtype.name]!) : null;
    case 'name':
      return dtype.kind === 'scalar' ? string(dtype.name) : string('pointer');
    default:
      return null;
  }
}
