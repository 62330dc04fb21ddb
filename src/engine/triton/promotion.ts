/** Triton's promotion rules: the dtype in which a binary operation computes. */
import { bitsOf, classOf, type Dtype, isFloat, scalar } from './dtype';

/** bool < integer < float: a Python number of a kind not above the tensor's takes the tensor's dtype. */
const kindRank = (dtype: Dtype): number => ({ bool: 0, signed: 1, unsigned: 1, float: 2, void: 3 })[classOf(dtype)];

const is = (dtype: Dtype, name: string): boolean => dtype.kind === 'scalar' && dtype.name === name;
const isFp8 = (dtype: Dtype): boolean => isFloat(dtype) && bitsOf(dtype) === 8;

/** An operand's dtype, and whether it is a Python number (which bends to the other operand's dtype). */
export type Operand = { readonly dtype: Dtype; readonly weak: boolean };

/** C's usual arithmetic conversions. int1 counts as unsigned. */
export function promoteIntegers(a: Dtype, b: Dtype): Dtype {
  const aSigned = classOf(a) === 'signed';
  const bSigned = classOf(b) === 'signed';
  if (aSigned === bSigned) {
    return bitsOf(a) > bitsOf(b) ? a : b;
  }
  if (!aSigned) {
    return bitsOf(a) >= bitsOf(b) ? a : b;
  }
  return bitsOf(b) >= bitsOf(a) ? b : a;
}

/** `divides`: `/`, `//` and `%` do not exist for 16-bit floats. Null: the two do not combine. */
export function computationType(a: Operand, b: Operand, divides: boolean): Dtype | null {
  const [x, y] = [a.dtype, b.dtype];
  if (x.kind === 'pointer' || y.kind === 'pointer') {
    return null;
  }
  if (a.weak !== b.weak) {
    const [number, tensor] = a.weak ? [a.dtype, b.dtype] : [b.dtype, a.dtype];
    if (kindRank(number) <= kindRank(tensor)) {
      return divides && (is(tensor, 'fp16') || is(tensor, 'bf16')) ? scalar('fp32') : tensor;
    }
  }
  for (const wide of ['fp64', 'fp32'] as const) {
    if (is(x, wide) || is(y, wide)) {
      return scalar(wide);
    }
  }
  if (is(x, 'fp16') || is(y, 'fp16')) {
    return scalar(divides ? 'fp32' : 'fp16');
  }
  if (is(x, 'bf16') || is(y, 'bf16')) {
    return scalar(is(x, 'bf16') && is(y, 'bf16') && !divides ? 'bf16' : 'fp32');
  }
  if (isFp8(x) && isFp8(y)) {
    return x.kind === 'scalar' && is(y, x.name) ? x : scalar('fp16');
  }
  if (isFloat(x) || isFloat(y)) {
    return null;
  }
  if (divides && (classOf(x) === 'signed') !== (classOf(y) === 'signed')) {
    return null;
  }
  return promoteIntegers(x, y);
}
