import torch
import triton
import triton.language as tl
from case import case, out, t

inf = float("inf")
f16, bf16, i8, i32 = torch.float16, torch.bfloat16, torch.int8, torch.int32


@triton.jit
def plus(a, b):
    return a + b


@triton.jit
def larger(a, b):
    return tl.maximum(a, b)


@triton.jit
def running(x_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    x = tl.load(x_ptr + i)
    tl.store(out_ptr + i, tl.cumsum(x, 0))
    tl.store(out_ptr + N + i, tl.cumsum(x, axis=0, reverse=True))
    tl.store(out_ptr + 2 * N + i, tl.cumprod(x, 0))
    tl.store(out_ptr + 3 * N + i, tl.associative_scan(x, 0, plus))
    tl.store(out_ptr + 4 * N + i, x.cumsum(0) * 2)


@triton.jit
def running_best(x_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    x = tl.load(x_ptr + i)
    tl.store(out_ptr + i, tl.associative_scan(x, 0, larger))
    tl.store(out_ptr + N + i, tl.associative_scan(x, axis=0, combine_fn=larger, reverse=True))


@triton.jit
def running_by_axis(x_ptr, out_ptr, R: tl.constexpr, C: tl.constexpr):
    at = tl.arange(0, R)[:, None] * C + tl.arange(0, C)[None, :]
    x = tl.load(x_ptr + at)
    tl.store(out_ptr + at, tl.cumsum(x, 0))
    tl.store(out_ptr + R * C + at, tl.cumsum(x, 1))
    tl.store(out_ptr + 2 * R * C + at, tl.cumsum(x, -1, reverse=True))


@triton.jit
def widened(x_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    total = tl.cumsum(tl.load(x_ptr + i), 0)
    tl.store(out_ptr + i, total)
    tl.store(out_ptr + N + i, total.to(tl.core.get_int_dtype(bitwidth=16, signed=True)))


@triton.jit
def chained(a1, b1, a2, b2):
    return a1 * a2, a2 * b1 + b2


@triton.jit
def recurrence(a_ptr, b_ptr, out_ptr, R: tl.constexpr, C: tl.constexpr):
    at = tl.arange(0, R)[:, None] * C + tl.arange(0, C)[None, :]
    a, b = tl.load(a_ptr + at), tl.load(b_ptr + at)
    decay, state = tl.associative_scan((a, b), 1, chained)
    tl.store(out_ptr + at, decay)
    tl.store(out_ptr + R * C + at, state)
    _, backwards = tl.associative_scan((a, b), 0, chained, reverse=True)
    tl.store(out_ptr + 2 * R * C + at, backwards)


MIXED = [1.5, -2.0, 3.0, 0.25, 3.0, -2.0, 7.5, 1.0]
CASES = [
    case(recurrence, a_ptr=t([0.5, -2.0, 1.0, 0.25, 3.0, -1.0, 0.5, 1.0]), b_ptr=t(MIXED), out_ptr=out(24), R=2, C=4),
    case(running_best, x_ptr=t([3, -1, 4, 1], i32), out_ptr=out(8, i32), N=4, title="int32"),
    case(running, x_ptr=t(MIXED), out_ptr=out(40), N=8),
    case(running, x_ptr=t([3, -1, 4, 1], i32), out_ptr=out(20, i32), N=4, title="int32"),
    case(running, x_ptr=t([inf, 1.0, -2.0, 3.0]), out_ptr=out(20), N=4, title="infinity"),
    case(running_best, x_ptr=t(MIXED), out_ptr=out(16), N=8),
    case(running_by_axis, x_ptr=t(MIXED), out_ptr=out(24), R=2, C=4),
    case(widened, x_ptr=t([100, 100, -5, 7], i8), out_ptr=out(8, i32), N=4),
]
