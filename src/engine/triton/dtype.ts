/** Triton's element types and its promotion rules' raw material. */

export type DtypeName =
  | 'int1' | 'int8' | 'int16' | 'int32' | 'int64' | 'uint8' | 'uint16' | 'uint32' | 'uint64'
  | 'fp8e4nv' | 'fp8e4b8' | 'fp8e4b15' | 'fp8e5' | 'fp8e5b16' | 'fp16' | 'bf16' | 'fp32' | 'fp64'
  | 'void';

export type Dtype =
  | { readonly kind: 'scalar'; readonly name: DtypeName }
  | { readonly kind: 'pointer'; readonly element: Dtype };

export type DtypeClass = 'bool' | 'signed' | 'unsigned' | 'float' | 'void';

type Row = { readonly class: DtypeClass; readonly bits: number; readonly torch: string };

export const dtypes: Readonly<Record<DtypeName, Row>> = {
  int1: { class: 'bool', bits: 1, torch: 'bool' },
  int8: { class: 'signed', bits: 8, torch: 'int8' },
  int16: { class: 'signed', bits: 16, torch: 'int16' },
  int32: { class: 'signed', bits: 32, torch: 'int32' },
  int64: { class: 'signed', bits: 64, torch: 'int64' },
  uint8: { class: 'unsigned', bits: 8, torch: 'uint8' },
  uint16: { class: 'unsigned', bits: 16, torch: 'uint16' },
  uint32: { class: 'unsigned', bits: 32, torch: 'uint32' },
  uint64: { class: 'unsigned', bits: 64, torch: 'uint64' },
  fp8e4nv: { class: 'float', bits: 8, torch: 'float8_e4m3fn' },
  fp8e4b8: { class: 'float', bits: 8, torch: 'float8_e4m3fnuz' },
  fp8e4b15: { class: 'float', bits: 8, torch: 'float8_e4m3fn' },
  fp8e5: { class: 'float', bits: 8, torch: 'float8_e5m2' },
  fp8e5b16: { class: 'float', bits: 8, torch: 'float8_e5m2fnuz' },
  fp16: { class: 'float', bits: 16, torch: 'float16' },
  bf16: { class: 'float', bits: 16, torch: 'bfloat16' },
  fp32: { class: 'float', bits: 32, torch: 'float32' },
  fp64: { class: 'float', bits: 64, torch: 'float64' },
  void: { class: 'void', bits: 0, torch: '' }
};

export const scalar = (name: DtypeName): Dtype => ({ kind: 'scalar', name });
export const pointerTo = (element: Dtype): Dtype => ({ kind: 'pointer', element });

export const classOf = (d: Dtype): DtypeClass => (d.kind === 'pointer' ? 'void' : dtypes[d.name].class);
export const isFloat = (d: Dtype): boolean => classOf(d) === 'float';
export const isBool = (d: Dtype): boolean => classOf(d) === 'bool';
/** Signed or unsigned, not bool. */
export const isInteger = (d: Dtype): boolean => classOf(d) === 'signed' || classOf(d) === 'unsigned';
export const bitsOf = (d: Dtype): number => (d.kind === 'pointer' ? 64 : dtypes[d.name].bits);
export const sameDtype = (a: Dtype, b: Dtype): boolean =>
  a.kind === 'pointer' ? b.kind === 'pointer' && sameDtype(a.element, b.element) : b.kind === 'scalar' && a.name === b.name;
