import { evaluateText, runSource } from '../testing/run-source';

const A = 'tl.arange(0, 4)';
const B = 'tl.reshape(tl.arange(0, 4), (2, 2))';

describe('blocks and their shapes', () => {
  test.each([
    [A, '[0 1 2 3] int32'],
    ['tl.arange(2, 4) * 2', '[4 6] int32'],
    ['tl.full((2,), 1, tl.float16), tl.full([], 3, tl.int32), tl.zeros((1, 2), dtype=tl.float32)', '([1 1] float16, 3 int32, [[0 0]] float32)'],
    [`tl.zeros_like(${B})`, '[[0 0] [0 0]] int32'],
    [`${A}[:, None], ${A}[None, :]`, '([[0] [1] [2] [3]] int32, [[0 1 2 3]] int32)'],
    [`tl.arange(0, 2)[:, None] * 10 + tl.arange(0, 2)[None, :]`, '[[0 1] [10 11]] int32'],
    [`tl.expand_dims(tl.arange(0, 2), -1), tl.expand_dims(tl.arange(0, 2), (0, 2))`, '([[0] [1]] int32, [[[0] [1]]] int32)'],
    [`${B}.T, tl.trans(${B}), ${B}.permute(1, 0), tl.permute(${B}, (0, 1))`, '([[0 2] [1 3]] int32, [[0 2] [1 3]] int32, [[0 2] [1 3]] int32, [[0 1] [2 3]] int32)'],
    [`tl.broadcast_to(tl.arange(0, 2), (2, 2)), tl.arange(0, 2).broadcast_to(2, 2)`, '([[0 1] [0 1]] int32, [[0 1] [0 1]] int32)'],
    [`tl.broadcast(tl.arange(0, 2)[:, None], tl.arange(0, 2))`, '([[0 0] [1 1]] int32, [[0 1] [0 1]] int32)'],
    [`tl.ravel(${B}), ${B}.reshape(4), tl.view(${A}, 2, 2)`, '([0 1 2 3] int32, [0 1 2 3] int32, [[0 1] [2 3]] int32)'],
    [`tl.join(tl.arange(0, 2), 7), tl.split(${B}), tl.interleave(tl.arange(0, 2), tl.arange(2, 4))`, '([[0 7] [1 7]] int32, ([0 2] int32, [1 3] int32), [0 2 1 3] int32)'],
    [`${B}.shape, ${B}.shape[0], len(${B}.shape), ${B}.numel`, '((2, 2), 2, 2, 4)'],
    ['tl.program_id(0), tl.program_id(axis=2), tl.num_programs(1)', '(0 int32, 2 int32, 2 int32)']
  ])('%s', (text, expected) => expect(evaluateText(text)).toBe(expected));
});

describe('elementwise', () => {
  test.each([
    ['tl.exp(0.0), tl.math.exp(fp32 - 5), libdevice.exp(0.0), tl.extra.cuda.libdevice.fast_expf(0.0)', '(1 float32, 1 float32, 1 float32, 1 float32)'],
    ['tl.sqrt(4.0), tl.rsqrt(4.0), tl.sqrt_rn(9.0), tl.log2(8.0), tl.exp2(3.0)', '(2 float32, 0.5 float32, 3 float32, 3 float32, 8 float32)'],
    ['fp32.exp2(), (fp32 - 1).sqrt()', '(32 float32, 2 float32)'],
    ['tl.sigmoid(0.0), tl.softmax(tl.zeros((2,), tl.float32))', '(0.5 float32, [0.5 0.5] float32)'],
    ['tl.where(flag, 1, 2), tl.where(flag, fp16, 0.0), tl.where(int32 > 9, p, p + 1)', '(1 int32, 5 float16, 1 pointer to float32 of p)'],
    ['tl.maximum(fp16, 7), tl.minimum(n, m), tl.maximum(1.0, n)', '(7 float16, -7 int32, 1 float32)'],
    ['tl.maximum(fp32, 1.0, propagate_nan=tl.PropagateNan.ALL)', '5 float32'],
    ['tl.clamp(fp32, 0.0, 3.0)', '3 float32'],
    ['tl.abs(n), tl.abs(-1.5), abs(n)', '(7 int32, 1.5 float32, 7 int32)'],
    ['tl.fdiv(fp32, 2.0), tl.div_rn(fp32, 2.0), tl.fma(fp32, 2.0, 1.0)', '(2.5 float32, 2.5 float32, 11 float32)'],
    ['tl.cdiv(n, m), tl.cdiv(fp32.to(tl.int32), 2)', '(-3 int32, 3 int32)'],
    ['libdevice.pow(fp32, 2.0), libdevice.tanh(0.0), libdevice.trunc(-1.5), libdevice.rint(2.5), libdevice.round(2.5), libdevice.round(-2.5)', '(25 float32, 0 float32, -1 float32, 2 float32, 3 float32, -3 float32)'],
    ['libdevice.isnan(fp32), libdevice.isinf(fp32), libdevice.finitef(fp32)', '(0 int1, 0 int1, 1 int1)'],
    ['libdevice.hypot(3.0, 4.0), libdevice.div_rz(1.0, 4.0), libdevice.rcp_rn(4.0), libdevice.fmod(7.0, 4.0)', '(5 float32, 0.25 float32, 0.25 float32, 3 float32)'],
    ['tl.add(n, 1), tl.mul(n, m), tl.sub(fp16, 1)', '(-6 int32, -14 int32, 4 float16)'],
    ['tl.swizzle2d(1, 2, 4, 4, 2)', '(0 int32, 3 int32)'],
    ['tl.rand(3, tl.arange(0, 2)).dtype', 'float32'],
    ['tl.philox(3, 0, 0, 0, 0)[1].dtype, tl.uint_to_uniform_float(tl.philox(3, 0, 0, 0, 0)[1]).dtype', '(uint32, float32)']
  ])('%s', (text, expected) => expect(evaluateText(text)).toBe(expected));
});

describe('reductions', () => {
  test.each([
    [`tl.sum(${B}), tl.sum(${B}, 0), tl.sum(${B}, axis=-1), tl.sum(${B}, 1, keep_dims=True)`, '(6 int32, [2 4] int32, [1 5] int32, [[1] [5]] int32)'],
    [`${B}.sum(0), ${B}.max(axis=1), ${B}.to(tl.float32).min(0)`, '([2 4] int32, [1 3] int32, [0 1] float32)'],
    [`tl.sum(${A} > 1), tl.sum(${A}.to(tl.int8)), tl.sum(${A}.to(tl.float16)), tl.sum(${A}, dtype=tl.int64)`, '(2 uint32, 6 int32, 6 float16, 6 int64)'],
    [`tl.max(${A}.to(tl.bfloat16)), tl.max(${A}.to(tl.float16)), tl.min(${A}.to(tl.int8))`, '(3 float32, 3 float32, 0 int32)'],
    [`tl.max(${A}, 0, return_indices=True), tl.max(${A}.to(tl.float16), 0, return_indices=True)`, '((3 int32, 3 int32), (3 float16, 3 int32))'],
    [`tl.argmax(${B}, 1), tl.argmin(${A}, 0)`, '([1 1] int32, 0 int32)'],
    [`tl.xor_sum(${A}), tl.reduce_or(${A} > 2, 0)`, '(0 int32, 1 int1)'],
    [`tl.dot(${B}.to(tl.float16), ${B}.to(tl.float16))`, '[[2 3] [6 11]] float32'],
    [`tl.dot(${B}.to(tl.float32), ${B}.to(tl.float32), tl.full((2, 2), 1, tl.float32), input_precision="ieee")`, '[[3 4] [7 12]] float32'],
    [`tl.dot(${B}.to(tl.float16), ${B}.to(tl.float16), out_dtype=tl.float16), tl.dot(${B}.to(tl.int8), ${B}.to(tl.int8)).dtype`, '([[2 3] [6 11]] float16, int32)']
  ])('%s', (text, expected) => expect(evaluateText(text)).toBe(expected));

  test.each([
    [`tl.cumsum(${A} + 1), tl.cumsum(${A} + 1, reverse=True), (${A} + 1).cumprod(0)`, '([1 3 6 10] int32, [10 9 7 4] int32, [1 2 6 24] int32)'],
    [`tl.cumsum(${B}, 0), tl.cumsum(${B}, -1), tl.cumsum(${B}.to(tl.int8), 1).dtype, tl.cumsum(${B}.to(tl.bfloat16)).dtype`, '([[0 1] [2 4]] int32, [[0 1] [2 5]] int32, int32, float32)'],
    [`tl.associative_scan(tl.abs(2.0 - ${A}), 0, tl.maximum), tl.associative_scan(${A} == 1, 0, lambda a, b: a | b)`, '([2 2 2 2] float32, [0 1 1 1] int1)']
  ])('scan %s', (text, expected) => expect(evaluateText(text)).toBe(expected));

  test.each([
    ['a + b', '10'], ['b * a', '24'], ['tl.maximum(a, b)', '4'], ['min(a, b)', '1'], ['a ^ b', '4'], ['tl.where(a > b, a, b)', '4'], ['tl.where(a < b, b, a)', '4'], ['tl.where(a <= b, a, b)', '1'], ['g(b, a)', '10']
  ])('tl.reduce with return %s', (body, expected) => {
    const source = `def g(x, y):\n    return y + x\ndef f(a, b):\n    return ${body}\ndef k():\n    return tl.reduce(tl.arange(0, 4) + 1, 0, f)\n`;
    expect(runSource(source).value).toBe(`${expected} int32`);
  });
});

describe('memory', () => {
  test.each([
    ['tl.load(p + 1), tl.load(q)', '(20 float32, 3 int32)'],
    [`tl.load(p + ${A}, mask=${A} < 2, other=-1)`, '[10 20 -1 -1] float32'],
    [`tl.load(p + ${A}, ${A} < 2, 0.5, cache_modifier=".cg", eviction_policy="evict_first", volatile=True)`, '[10 20 0.5 0.5] float32'],
    [`tl.load(q + ${A}, mask=True)`, '[3 2 1 0] int32'],
    [`tl.load(q + ${A}, ${A} < 2, other=2.7)`, '[3 2 2 2] int32'],
    ['tl.atomic_add(p, 1, sem="relaxed"), tl.load(p)', '(10 float32, 11 float32)']
  ])('%s', (text, expected) => expect(evaluateText(text)).toBe(expected));

  const WINDOW = 'tl.make_block_ptr(p, shape=(2, 2), strides=(2, 1), offsets=(0, 1), block_shape=(2, 2), order=(1, 0))';
  const DESCRIPTOR = 'tl.make_tensor_descriptor(p, [2, 2], [2, 1], [2, 2])';
  test.each([
    [`tl.load(${WINDOW}, boundary_check=(1,), padding_option="zero")`, '[[20 0] [40 0]] float32'],
    [`${WINDOW}.load(boundary_check=(0, 1)), ${WINDOW}.dtype.element_ty`, '([[20 NaN] [40 NaN]] float32, float32)'],
    [`tl.load(tl.advance(${WINDOW}, (0, -1)))`, '[[10 20] [30 40]] float32'],
    [`tl.load(${WINDOW}.advance((1, -1)), boundary_check=(0,), padding_option="zero")`, '[[30 40] [0 0]] float32'],
    [`${DESCRIPTOR}.load([1, 0]), tl.load_tensor_descriptor(${DESCRIPTOR}, [0, 1])`, '([[30 40] [0 0]] float32, [[20 0] [40 0]] float32)'],
    [`${DESCRIPTOR}.block_shape, ${DESCRIPTOR}.dtype, ${DESCRIPTOR}.shape`, '((2, 2), float32, (2 int64, 2 int64))']
  ])('window %s', (text, expected) => expect(evaluateText(text)).toBe(expected));

  test('stores through windows', () => {
    const { buffers } = runSource(`
def k(p, n):
    w = ${WINDOW}
    tl.store(w, tl.full((2, 2), 7, tl.int32), boundary_check=(1,))
    d = ${DESCRIPTOR}
    d.store([0, -1], tl.full((2, 2), 5, tl.float32))
`);
    expect(buffers.p).toEqual([5, 7, 5, 7]);
  });

  test('stores cast to the element type, claims and barriers are passed on', () => {
    const { buffers, log } = runSource(`
def k(p, q, n, M):
    offs = tl.max_contiguous(tl.multiple_of(tl.arange(0, 2), 2), (2,))
    tl.multiple_of(n, M * 2)
    tl.assume(n < 3)
    tl.store(q + offs, offs + 0.5, mask=offs > 0)
    (p + 3).store(7)
    tl.debug_barrier()
    tl.static_print("x", n)
    tl.device_assert(n > 0, "no")
`);
    expect(buffers).toEqual({ p: [10, 20, 30, 7], q: [3, 1, 1, 0] });
    expect(log).toEqual(['multiple_of 2', 'max_contiguous 2', 'multiple_of 4', 'assume', 'store q', 'store p', 'barrier']);
  });
});

describe('what the kernels of PyTorch\u2019s compiler call', () => {
  const HELPERS = 'from torch._inductor.runtime import triton_helpers as h\nfrom torch._inductor.runtime.triton_helpers import math as tl_math\n';
  const value = (text: string): string => runSource(`${HELPERS}def k(n, m, fp32):\n    return ${text}\n`).value;
  test.each([
    ['h.maximum(n, m), h.minimum(fp32, 1.0), h.promote_to_tensor(n), h.is_floating(fp32)', '(2 int32, 1 float32, [-7] int32, true)'],
    ['h.div_floor_integer(n, m), h.remainder_integer(n, m), h.div_floor_integer(n, -m)', '(-4 int32, 1 int32, 3 int32)'],
    [`h.max2(${A}, 0), h.min2(${A}, 0), h.prod(${A} + 1, 0), h.any(${A} == 2, 0)`, '(3 int32, 0 int32, 24 int32, 1 int1)'],
    [`h.max_with_index(${A} % 3, ${A}, 0)`, '(2 int32, 2 int32)'],
    [`h.welford(${A}.to(tl.float32), tl.zeros((4,), tl.float32), tl.full((4,), 1, tl.float32), 0)`, '(1.5 float32, 5 float32, 4 float32)'],
    ['h.welford_combine(1.0, 2.0, 1.0, 3.0, 4.0, 3.0), h.welford_combine(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)', '((2.5 float32, 9 float32, 4 float32), (0 float32, 0 float32, 0 float32))'],
    ['h.online_softmax_combine_with_sum(1.0, 2.0, 1.0, 3.0, False)', '(1 float32, 5 float32)'],
    ['tl_math.abs(n), h.libdevice.exp(0.0)', '(7 int32, 1 float32)']
  ])('%s', (text, expected) => expect(value(text)).toBe(expected));
});
