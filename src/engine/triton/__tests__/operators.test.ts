import fc from 'fast-check';
import { rational } from '../../term/rational';
import { pythonBinary, pythonCompare } from '../python-numbers';
import { evaluateText } from '../testing/run-source';
import { floatOf, type PythonNumber } from '../values';

describe('Python numbers', () => {
  test.each([
    ['7 // 2, -7 // 2, 7 % -2, -7 % 2', '(3, -4, -1, 1)'],
    ['7 / 2, 6 / 2, 1 / 3 * 3', '(3.5f, 3f, 1f)'],
    ['2 ** 10, 2 ** -1, 2.0 ** 3, 4 ** 0.5', '(1024, 0.5f, 8f, 2f)'],
    ['1 << 4, 5 & 3, 5 | 3, 5 ^ 3, ~5, 17 >> 2', '(16, 1, 7, 6, -6, 4)'],
    ['True + 1, True & False, True ^ True, not 0', '(2, False, False, true)'.replace('False, False, true', 'false, false, true')],
    ['1 < 2 < 3, 1 < 2 > 2, 1 == 1.0, 0.1 + 0.2 == 0.3', '(true, false, true, true)'],
    ["float('inf') > 1e30, -float('inf'), float('nan') == float('nan')", '(true, -Infinityf, false)'],
    ["'a' + 'b' == 'ab', 'a' in 'abc', 'x' in ('x', 'y'), 3 not in (1, 2)", '(true, true, true, true)'],
    ['None is None, None == None, 1 is None, 0 == None', '(true, true, false, false)'],
    ['(1, 2) + (3,), [1] * 3, (1, 2)[-1], (1, 2, 3)[1:]', '((1, 2, 3), (1, 1, 1), 2, (2, 3))'],
    ['1 and 2, 0 or 3, None or 4, 0 and 1', '(2, 3, 4, 0)'],
    ['1 if 2 > 1 else 0', '1'],
    ['min(3, 1, 2), max(1.5, 2), abs(-3), len((1, 2)), int(-2.7), int(3.9), float(2), bool(3)', '(1, 2, 3, 2, -2, 3, 2f, true)'],
    ['math.ceil(2.1), math.log2(8), math.sqrt(2.0), math.pi', '(3, 3f, 1.4142f, 3.1416f)'],
    ['triton.cdiv(7, 2), tl.cdiv(8, 2), triton.next_power_of_2(5), triton.next_power_of_2(8), triton.next_power_of_2(1)', '(4, 4, 8, 8, 1)'],
    ['tl.float32 == tl.float32, tl.float16 != tl.bfloat16, tl.int32.primitive_bitwidth, tl.float16.is_floating(), tl.bfloat16.is_fp32()', '(true, true, 32, true, false)'],
    ['isinstance(1, int), isinstance(1.0, (int, float)), isinstance((1,), tuple), isinstance(n, tl.tensor), isinstance(1, tl.constexpr)', '(true, true, true, true, true)']
  ])('%s', (text, expected) => expect(evaluateText(text)).toBe(expected));

  const integer = fc.integer({ min: -50, max: 50 }).map((n): PythonNumber => ({ kind: 'int', value: BigInt(n) }));
  test('a == a // b * b + a % b, and the remainder has the sign of b', () => {
    fc.assert(
      fc.property(integer, integer.filter(b => b.value !== 0n), (a, b) => {
        const at = [1, 0, 1, 0] as const;
        const [quotient, remainder] = (['//', '%'] as const).map(op => pythonBinary<never>(op, a, b, at) as PythonNumber);
        const product = pythonBinary<never>('*', quotient, b, at) as PythonNumber;
        const sum = pythonBinary<never>('+', product, remainder, at) as PythonNumber;
        const zero: PythonNumber = { kind: 'float', value: rational(0) };
        return pythonCompare('==', sum, a) && (pythonCompare('==', remainder, zero) || pythonCompare('<', remainder, zero) === pythonCompare('<', b, zero));
      })
    );
  });
  test('floats are exact', () => expect(floatOf({ kind: 'float', value: rational(1, 3) })).toEqual(rational(1, 3)));
});

describe('tensors: dtypes of results', () => {
  test.each([
    ['n // m, n % m', '(-3 int32, -1 int32)'],
    ['N // M, N % M', '(-4 int32, 1 int32)'],
    ['N // 2, N % 2, -7 // M', '(-4 int32, 1 int32, -4 int32)'],
    ['N // m', '-3 int32'],
    ['n / m, int64 / int32', '(-3.5 float32, 1 float32)'],
    ['fp16 + 1, fp16 + 0.5, fp16 + fp32, fp16 + bf16, bf16 + 1.0', '(6 float16, 5.5 float16, 10 float32, 10 float16, 6 bfloat16)'],
    ['fp16 / 2, bf16 / bf16, fp16 % 2', '(2.5 float32, 1 float32, 1 float32)'],
    ['int8 + 1, int8 + 0.5, int8 + int64, uint8 + int8', '(6 int8, 5.5 float32, 10 int64, 10 uint8)'],
    ['int32 < 6, fp16 == 5, 6 > int32', '(1 int1, 1 int1, 1 int1)'],
    ['flag & off, flag | off, ~flag, flag ^ flag, int32 & 4', '(0 int1, 1 int1, 0 int1, 0 int1, 4 int32)'],
    ['int32 << 2, n >> 1', '(20 int32, -4 int32)'],
    ['-int32, +int32, -fp16', '(-5 int32, 5 int32, -5 float16)'],
    ['not flag, not n, flag and off, n or off', '(0 int1, 0 int1, 0 int1, 1 int1)'],
    ['1 < int32 < 9', '1 int1'],
    ['n is None, n is not None, p is None', '(false, true, false)'],
    ['p + 2, 2 + p, p - 1', '(2 pointer to float32 of p, 2 pointer to float32 of p, -1 pointer to float32 of p)'],
    ['n.dtype, p.dtype, p.dtype.element_ty, n.shape, p.dtype.is_ptr()', '(int32, pointer to float32, float32, (), true)'],
    ['fp16.to(tl.float32), fp32.to(tl.int32), tl.cast(2.7, tl.int32), (2.5).to(tl.float16)', '(5 float32, 5 int32, 2 int32, 2.5 float16)'],
    ['5 if flag else 6', '5'],
    ['min(n, m), max(N, 3), min(M, 128)', '(-7 int32, 3 int32, 2 int32)']
  ])('%s', (text, expected) => expect(evaluateText(text)).toBe(expected));
});
