import torch
import triton
import triton.language as tl
from case import case, out, t

i64 = torch.int64


@triton.jit
def uniform(out_ptr, seed, N: tl.constexpr):
    i = tl.arange(0, N)
    tl.store(out_ptr + i, tl.rand(seed, i))


@triton.jit
def normal(out_ptr, seed, N: tl.constexpr):
    i = tl.arange(0, N)
    tl.store(out_ptr + i, tl.randn(seed, i))


@triton.jit
def integers(out_ptr, seed, N: tl.constexpr):
    i = tl.arange(0, N)
    tl.store(out_ptr + i, tl.randint(seed, i).to(tl.int64))


@triton.jit
def wide_offsets(out_ptr, seed, N: tl.constexpr):
    i = tl.arange(0, N)
    tl.store(out_ptr + i, tl.rand(seed, i.to(tl.int64) * 4294967311))


@triton.jit
def words(out_ptr, seed, offset, N: tl.constexpr):
    i = tl.arange(0, N)
    offset = offset.to(tl.int64)
    low = (offset & 0xFFFFFFFF).to(tl.uint32) + i
    high = (offset >> 32 & 0xFFFFFFFF).to(tl.uint32)
    r0, r1, r2, r3 = tl.philox(seed, low, high, low * 0, low * 0)
    tl.store(out_ptr + i, r0.to(tl.int64) + r1)
    tl.store(out_ptr + N + i, r2.to(tl.int64) - r3)


@triton.jit
def scaled_words(out_ptr, seed, N: tl.constexpr):
    i = tl.arange(0, N)
    _, _, r2, r3 = tl.philox(seed, i, i + 1, 2 * i, i * i)
    tl.store(out_ptr + i, tl.uint_to_uniform_float(r2))
    tl.store(out_ptr + N + i, tl.uint_to_uniform_float(r3.to(tl.int32, bitcast=True)))


@triton.jit
def dropout(x_ptr, out_ptr, p, seed, N: tl.constexpr):
    i = tl.arange(0, N)
    keep = tl.rand(seed, i) > p
    tl.store(out_ptr + i, tl.where(keep, tl.load(x_ptr + i) / (1 - p), 0.0))


CASES = [
    case(uniform, out_ptr=out(16), seed=42, N=16, tolerance=0),
    case(uniform, out_ptr=out(16), seed=2**40 + 5, N=16, tolerance=0, title="a seed of 64 bits"),
    case(normal, out_ptr=out(16), seed=7, N=16, tolerance=1e-5),
    case(integers, out_ptr=out(16, i64), seed=123, N=16),
    case(wide_offsets, out_ptr=out(8), seed=3, N=8, tolerance=0),
    case(words, out_ptr=out(32, i64), seed=2**35 + 11, offset=2**33 - 3, N=16, title="words, the low counter wraps around"),
    case(words, out_ptr=out(16, i64), seed=5, offset=8, N=8, title="a small offset"),
    case(scaled_words, out_ptr=out(32), seed=17, N=16, tolerance=0),
    case(dropout, x_ptr=t([float(k) for k in range(16)]), out_ptr=out(16), p=0.3, seed=11, N=16),
]
