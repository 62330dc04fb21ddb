import torch
import triton
import triton.language as tl
from case import case, out, t

inf, nan = float("inf"), float("nan")
f16, bf16, f64, i32 = torch.float16, torch.bfloat16, torch.float64, torch.int32


@triton.jit
def functions(x_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    x = tl.load(x_ptr + i)
    tl.store(out_ptr + i, tl.exp(x))
    tl.store(out_ptr + N + i, tl.exp2(x))
    tl.store(out_ptr + 2 * N + i, tl.sin(x))
    tl.store(out_ptr + 3 * N + i, tl.cos(x))
    tl.store(out_ptr + 4 * N + i, tl.erf(x))
    tl.store(out_ptr + 5 * N + i, tl.floor(x))
    tl.store(out_ptr + 6 * N + i, tl.ceil(x))
    tl.store(out_ptr + 7 * N + i, tl.abs(x))
    tl.store(out_ptr + 8 * N + i, tl.sigmoid(x))
    tl.store(out_ptr + 9 * N + i, -x)


@triton.jit
def functions_of_positive(x_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    x = tl.load(x_ptr + i)
    tl.store(out_ptr + i, tl.log(x))
    tl.store(out_ptr + N + i, tl.log2(x))
    tl.store(out_ptr + 2 * N + i, tl.sqrt(x))
    tl.store(out_ptr + 3 * N + i, tl.rsqrt(x))
    tl.store(out_ptr + 4 * N + i, tl.sqrt_rn(x))
    tl.store(out_ptr + 5 * N + i, tl.div_rn(1.0, x))
    tl.store(out_ptr + 6 * N + i, tl.fdiv(x, x + 1.0))
    tl.store(out_ptr + 7 * N + i, tl.math.log(x))
    tl.store(out_ptr + 8 * N + i, tl.fma(x, x, x))


@triton.jit
def methods(x_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    x = tl.load(x_ptr + i)
    tl.store(out_ptr + i, x.to(tl.int32))
    tl.store(out_ptr + N + i, x[:, None].reshape(N).sum(0) + x)
    tl.store(out_ptr + 2 * N + i, x.max(0))


@triton.jit
def arithmetic(a_ptr, b_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    a = tl.load(a_ptr + i)
    b = tl.load(b_ptr + i)
    tl.store(out_ptr + i, a + b)
    tl.store(out_ptr + N + i, a - b)
    tl.store(out_ptr + 2 * N + i, a * b)
    tl.store(out_ptr + 3 * N + i, a / b)
    tl.store(out_ptr + 4 * N + i, a % b)


@triton.jit
def rounding_steps(a_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    a = tl.load(a_ptr + i)
    tl.store(out_ptr + i, a + 1.0)
    tl.store(out_ptr + N + i, a * a)
    tl.store(out_ptr + 2 * N + i, (a * 3.0 + 0.1) * a)
    tl.store(out_ptr + 3 * N + i, a / 3.0)


@triton.jit
def extremes(a_ptr, b_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    a = tl.load(a_ptr + i)
    b = tl.load(b_ptr + i)
    tl.store(out_ptr + i, tl.maximum(a, b))
    tl.store(out_ptr + N + i, tl.minimum(a, b))
    tl.store(out_ptr + 2 * N + i, tl.maximum(a, b, propagate_nan=tl.PropagateNan.ALL))
    tl.store(out_ptr + 3 * N + i, tl.minimum(a, b, propagate_nan=tl.PropagateNan.ALL))
    tl.store(out_ptr + 4 * N + i, tl.maximum(a, 0.0))


@triton.jit
def clamped(x_ptr, out_ptr, lo, hi, N: tl.constexpr):
    i = tl.arange(0, N)
    x = tl.load(x_ptr + i)
    tl.store(out_ptr + i, tl.clamp(x, lo, hi))
    tl.store(out_ptr + N + i, tl.clamp(x, -0.5, 0.5))


@triton.jit
def compare(a_ptr, b_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    a = tl.load(a_ptr + i)
    b = tl.load(b_ptr + i)
    tl.store(out_ptr + i, a < b)
    tl.store(out_ptr + N + i, a <= b)
    tl.store(out_ptr + 2 * N + i, a > b)
    tl.store(out_ptr + 3 * N + i, a >= b)
    tl.store(out_ptr + 4 * N + i, a == b)
    tl.store(out_ptr + 5 * N + i, a != b)
    tl.store(out_ptr + 6 * N + i, a != a)


@triton.jit
def choose(x_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    x = tl.load(x_ptr + i)
    tl.store(out_ptr + i, tl.where(x > 0, x, 0.0))
    tl.store(out_ptr + N + i, tl.where(x > 0, tl.log(x), float("-inf")))
    tl.store(out_ptr + 2 * N + i, tl.where(i < 2, 1, 2))
    tl.store(out_ptr + 3 * N + i, tl.where(x != x, 7.0, x))


@triton.jit
def cast_to(x_ptr, out_ptr, N: tl.constexpr, DTYPE: tl.constexpr):
    i = tl.arange(0, N)
    x = tl.load(x_ptr + i)
    tl.store(out_ptr + i, x.to(DTYPE))
    tl.store(out_ptr + N + i, x.to(DTYPE).to(tl.float32).to(out_ptr.dtype.element_ty))


@triton.jit
def implicit_store_cast(x_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    tl.store(out_ptr + i, tl.load(x_ptr + i))


@triton.jit
def bit_patterns(x_ptr, out_ptr, back_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    bits = tl.load(x_ptr + i).to(tl.int32, bitcast=True)
    tl.store(out_ptr + i, bits)
    tl.store(back_ptr + i, (bits ^ (1 << 22)).to(tl.float32, bitcast=True))


@triton.jit
def half_patterns(x_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    tl.store(out_ptr + i, tl.load(x_ptr + i).to(tl.int16, bitcast=True))


@triton.jit
def softmax_1d(x_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    tl.store(out_ptr + i, tl.softmax(tl.load(x_ptr + i)))


@triton.jit
def python_floats(out_ptr, scale, C: tl.constexpr):
    tl.store(out_ptr, scale * 2)
    tl.store(out_ptr + 1, C * 3)
    tl.store(out_ptr + 2, scale + C)
    tl.store(out_ptr + 3, C / 7)
    tl.store(out_ptr + 4, scale // 1.0 if C < 0 else scale)


@triton.jit
def constants(out_ptr):
    tl.store(out_ptr, 0.1 + 0.2)
    tl.store(out_ptr + 1, 1e-5)
    tl.store(out_ptr + 2, float("inf"))
    tl.store(out_ptr + 3, -float("inf"))
    tl.store(out_ptr + 4, 3)
    tl.store(out_ptr + 5, 2**0.5)


MIXED = [-2.5, -1.5, -0.5, 0.0, 0.5, 1.5, 2.5, 0.3]
POSITIVE = [0.1, 0.5, 1.0, 2.0, 3.7, 10.0, 100.0, 1e-3]
ODD = [nan, 1.0, nan, -inf, inf, 0.0, -1.0, 2.0]
EVEN = [1.0, nan, nan, 0.0, 1.0, -0.0, inf, 2.0]
TIES = [1 + 2**-11, 1 + 3 * 2**-11, 65519.0, 65520.0, 2**-25, 1.5 * 2**-25, -2049.0, 0.1]
# Numbers that bfloat16 holds: Triton's interpreter truncates to it, where GPUs round to nearest.
SHORT = [1.0, -1.5, 0.09375, 2.0**127, 2.0**-126, 0.0, 255.0, -256.0]
WHOLE = [-2.9, 2.9, -0.5, 0.5, 100.7, -100.2, 3.0, 0.0]

CASES = [
    case(functions, x_ptr=t(MIXED), out_ptr=out(80), N=8),
    case(functions, x_ptr=t(MIXED, f64), out_ptr=out(80, f64), N=8, title="fp64"),
    case(functions_of_positive, x_ptr=t(POSITIVE), out_ptr=out(72), N=8),
    case(methods, x_ptr=t(POSITIVE), out_ptr=out(24), N=8),
    case(arithmetic, a_ptr=t(MIXED), b_ptr=t(POSITIVE), out_ptr=out(40), N=8),
    case(arithmetic, a_ptr=t(ODD), b_ptr=t(EVEN), out_ptr=out(40), N=8, title="NaN and infinities"),
    case(arithmetic, a_ptr=t(MIXED, f16), b_ptr=t(POSITIVE, f16), out_ptr=out(40, f16), N=8, title="fp16"),
    case(arithmetic, a_ptr=t(MIXED, f16), b_ptr=t(POSITIVE), out_ptr=out(40), N=8, title="fp16 and fp32"),
    case(arithmetic, a_ptr=t(MIXED, i32), b_ptr=t(POSITIVE), out_ptr=out(40), N=8, title="int32 and fp32"),
    case(rounding_steps, a_ptr=t(TIES, f16), out_ptr=out(32), N=8, tolerance=0, title="fp16"),
    case(rounding_steps, a_ptr=t(TIES), out_ptr=out(32), N=8, tolerance=0, title="fp32"),
    case(extremes, a_ptr=t(ODD), b_ptr=t(EVEN), out_ptr=out(40), N=8),
    case(clamped, x_ptr=t(MIXED), out_ptr=out(16), lo=-1.0, hi=2.0, N=8),
    case(clamped, x_ptr=t(ODD), out_ptr=out(16), lo=-1.0, hi=2.0, N=8, title="NaN and infinities"),
    case(compare, a_ptr=t(ODD), b_ptr=t(EVEN), out_ptr=out(56, i32), N=8),
    case(choose, x_ptr=t(MIXED), out_ptr=out(32), N=8),
    case(choose, x_ptr=t(ODD), out_ptr=out(32), N=8, title="NaN and infinities"),
    case(cast_to, x_ptr=t(TIES), out_ptr=out(16), N=8, DTYPE=tl.float16, tolerance=0),
    case(cast_to, x_ptr=t(SHORT), out_ptr=out(16), N=8, DTYPE=tl.bfloat16, tolerance=0),
    case(cast_to, x_ptr=t(TIES), out_ptr=out(16, f64), N=8, DTYPE=tl.float64, tolerance=0),
    case(cast_to, x_ptr=t(WHOLE), out_ptr=out(16), N=8, DTYPE=tl.int32, tolerance=0),
    case(cast_to, x_ptr=t(WHOLE), out_ptr=out(16), N=8, DTYPE=tl.int8, tolerance=0),
    case(cast_to, x_ptr=t(WHOLE), out_ptr=out(16), N=8, DTYPE=tl.int64, tolerance=0),
    case(cast_to, x_ptr=t(WHOLE), out_ptr=out(16), N=8, DTYPE=tl.int1, tolerance=0),
    case(cast_to, x_ptr=t([300, -300, 128, -129], i32), out_ptr=out(8), N=4, DTYPE=tl.int8, tolerance=0),
    case(cast_to, x_ptr=t([300, -1, 2049, 16777217], i32), out_ptr=out(8), N=4, DTYPE=tl.float32, tolerance=0),
    case(cast_to, x_ptr=t([300, -1, 2049, 70000], i32), out_ptr=out(8), N=4, DTYPE=tl.float16, tolerance=0),
    case(implicit_store_cast, x_ptr=t(TIES), out_ptr=out(8, f16), N=8, tolerance=0),
    case(implicit_store_cast, x_ptr=t(SHORT), out_ptr=out(8, bf16), N=8, tolerance=0),
    case(implicit_store_cast, x_ptr=t(WHOLE), out_ptr=out(8, i32), N=8),
    case(implicit_store_cast, x_ptr=t([300, -300], i32), out_ptr=out(2, torch.int8), N=2),
    case(implicit_store_cast, x_ptr=t([3, -3], i32), out_ptr=out(2), N=2),
    case(bit_patterns, x_ptr=t(MIXED), out_ptr=out(8, i32), back_ptr=out(8), N=8, tolerance=0),
    case(half_patterns, x_ptr=t(MIXED, f16), out_ptr=out(8, torch.int16), N=8),
    case(softmax_1d, x_ptr=t(MIXED), out_ptr=out(8), N=8),
    case(python_floats, out_ptr=out(5), scale=0.1, C=0.3),
    case(constants, out_ptr=out(6)),
]
