import torch
import triton
import triton.language as tl
from triton.language.extra.cuda import libdevice
from case import case, out, t

i32 = torch.int32


@triton.jit
def smooth(x_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    x = tl.load(x_ptr + i)
    tl.store(out_ptr + i, libdevice.tanh(x))
    tl.store(out_ptr + N + i, libdevice.sinh(x))
    tl.store(out_ptr + 2 * N + i, libdevice.cosh(x))
    tl.store(out_ptr + 3 * N + i, libdevice.asinh(x))
    tl.store(out_ptr + 4 * N + i, libdevice.atan(x))
    tl.store(out_ptr + 5 * N + i, libdevice.expm1(x))
    tl.store(out_ptr + 6 * N + i, libdevice.erf(x))
    tl.store(out_ptr + 7 * N + i, libdevice.exp(x))
    tl.store(out_ptr + 8 * N + i, libdevice.tan(x))


@triton.jit
def partial(x_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    x = tl.load(x_ptr + i)
    tl.store(out_ptr + i, libdevice.log1p(x))
    tl.store(out_ptr + N + i, libdevice.log10(x))
    tl.store(out_ptr + 2 * N + i, libdevice.asin(x))
    tl.store(out_ptr + 3 * N + i, libdevice.acos(x))
    tl.store(out_ptr + 4 * N + i, libdevice.atanh(x))
    tl.store(out_ptr + 5 * N + i, libdevice.acosh(x + 1.0))
    tl.store(out_ptr + 6 * N + i, libdevice.rsqrt(x))
    tl.store(out_ptr + 7 * N + i, libdevice.sqrt(x))
    tl.store(out_ptr + 8 * N + i, libdevice.log(x))


@triton.jit
def of_two(x_ptr, y_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    x = tl.load(x_ptr + i)
    y = tl.load(y_ptr + i)
    tl.store(out_ptr + i, libdevice.pow(x, y))
    tl.store(out_ptr + N + i, libdevice.atan2(x, y))
    tl.store(out_ptr + 2 * N + i, libdevice.fmod(x, y))


@triton.jit
def rounded(x_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    x = tl.load(x_ptr + i)
    tl.store(out_ptr + i, libdevice.rint(x))
    tl.store(out_ptr + N + i, libdevice.trunc(x))
    tl.store(out_ptr + 2 * N + i, libdevice.floor(x))
    tl.store(out_ptr + 3 * N + i, libdevice.ceil(x))


@triton.jit
def kinds(x_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    x = tl.load(x_ptr + i)
    tl.store(out_ptr + i, libdevice.isnan(x).to(tl.int32))
    tl.store(out_ptr + N + i, libdevice.isinf(x).to(tl.int32))
    tl.store(out_ptr + 2 * N + i, libdevice.finitef(x).to(tl.int32))


@triton.jit
def fast(x_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    x = tl.load(x_ptr + i)
    tl.store(out_ptr + i, libdevice.fast_expf(x))
    tl.store(out_ptr + N + i, libdevice.fast_logf(x))
    tl.store(out_ptr + 2 * N + i, libdevice.fast_dividef(x, x + 1.0))
    tl.store(out_ptr + 3 * N + i, libdevice.fast_powf(x, x))
    tl.store(out_ptr + 4 * N + i, libdevice.fast_sinf(x))
    tl.store(out_ptr + 5 * N + i, libdevice.fast_cosf(x))
    tl.store(out_ptr + 6 * N + i, libdevice.fast_tanf(x))


@triton.jit
def composed(x_ptr, y_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    x = tl.load(x_ptr + i)
    y = tl.load(y_ptr + i)
    tl.store(out_ptr + i, libdevice.pow(y, 2.0))
    tl.store(out_ptr + N + i, libdevice.exp10(x))
    tl.store(out_ptr + 2 * N + i, libdevice.hypot(x, y))
    tl.store(out_ptr + 3 * N + i, libdevice.round(x))
    tl.store(out_ptr + 4 * N + i, libdevice.saturatef(x))
    tl.store(out_ptr + 5 * N + i, libdevice.fdim(x, y))
    tl.store(out_ptr + 6 * N + i, libdevice.copysign(x, y))
    tl.store(out_ptr + 7 * N + i, libdevice.nearbyint(x))
    tl.store(out_ptr + 8 * N + i, libdevice.fast_exp10f(x))
    tl.store(out_ptr + 9 * N + i, libdevice.fast_log2f(libdevice.abs(y)))
    tl.store(out_ptr + 10 * N + i, libdevice.fast_log10f(libdevice.abs(y)))


@triton.jit
def complementary(x_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    tl.store(out_ptr + i, libdevice.erfc(tl.load(x_ptr + i)))


@triton.jit
def directed(x_ptr, y_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    x = tl.load(x_ptr + i)
    y = tl.load(y_ptr + i)
    tl.store(out_ptr + i, libdevice.add_rn(x, y))
    tl.store(out_ptr + N + i, libdevice.mul_rn(x, y))
    tl.store(out_ptr + 2 * N + i, libdevice.div_rn(x, y))
    tl.store(out_ptr + 3 * N + i, libdevice.rcp_rn(x))
    tl.store(out_ptr + 4 * N + i, libdevice.fma(x, y, x))
    tl.store(out_ptr + 5 * N + i, libdevice.abs(y))


@triton.jit
def bit_casts(x_ptr, out_ptr, back_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    x = tl.load(x_ptr + i)
    bits = libdevice.float_as_int(x) + (libdevice.float_as_uint(x) - libdevice.float_as_uint(x)).to(tl.int32)
    tl.store(out_ptr + i, bits)
    tl.store(back_ptr + i, libdevice.int_as_float(bits + 1))


MIXED = [-2.5, -1.5, -0.5, 0.0, 0.5, 1.5, 2.5, 0.3]
UNIT = [0.1, 0.5, 0.9, 0.25]

CASES = [
    case(smooth, x_ptr=t(MIXED), out_ptr=out(72), N=8),
    case(partial, x_ptr=t(UNIT), out_ptr=out(36), N=4),
    case(of_two, x_ptr=t([0.5, 2.0, 3.0, 7.5]), y_ptr=t([2.0, -1.5, 0.5, 2.0]), out_ptr=out(12), N=4),
    case(rounded, x_ptr=t(MIXED), out_ptr=out(32), N=8),
    case(fast, x_ptr=t(UNIT), out_ptr=out(28), N=4),
    case(composed, x_ptr=t(MIXED), y_ptr=t([1.0, -2.0, 0.5, -0.25, -1.0, 2.5, 1.0, -3.0]), out_ptr=out(88), N=8),
    # Read as 1 - erf, which loses digits where erf is near 1.
    case(complementary, x_ptr=t(MIXED), out_ptr=out(8), N=8, tolerance=2e-4),
    case(directed, x_ptr=t([0.5, 2.0, 3.0, 7.5]), y_ptr=t([2.0, -1.5, 0.5, 2.0]), out_ptr=out(24), N=4),
    case(bit_casts, x_ptr=t(MIXED), out_ptr=out(8, i32), back_ptr=out(8), N=8, tolerance=0),
    case(kinds, x_ptr=t([float("nan"), float("inf"), 1.0, -float("inf")]), out_ptr=out(12, i32), N=4),
]
