import torch
import triton
import triton.language as tl
from case import case, out, t

f16, i32, i64 = torch.float16, torch.int32, torch.int64


@triton.jit
def masked_copy(x_ptr, out_ptr, n, N: tl.constexpr):
    i = tl.program_id(0) * N + tl.arange(0, N)
    mask = i < n
    tl.store(out_ptr + i, tl.load(x_ptr + i, mask=mask), mask=mask)


@triton.jit
def other_values(x_ptr, out_ptr, n, N: tl.constexpr):
    i = tl.arange(0, N)
    tl.store(out_ptr + i, tl.load(x_ptr + i, mask=i < n, other=-1.5))
    tl.store(out_ptr + N + i, tl.load(x_ptr + i, mask=i < n, other=0))
    tl.store(out_ptr + 2 * N + i, tl.load(x_ptr + i, mask=i < n, other=float("-inf")))
    tl.store(out_ptr + 3 * N + i, tl.load(x_ptr + i, i < n, i.to(tl.float32)))


@triton.jit
def scalar_access(x_ptr, out_ptr, k):
    tl.store(out_ptr + k, tl.load(x_ptr + k) + tl.load(x_ptr))
    tl.store(out_ptr, tl.load(x_ptr + 2, mask=k > 100, other=9.0))
    tl.store(out_ptr + 1, 5.0, mask=k > 100)


@triton.jit
def two_dimensional(x_ptr, out_ptr, rows, cols, stride_r, stride_c, R: tl.constexpr, C: tl.constexpr):
    r = tl.arange(0, R)[:, None]
    c = tl.arange(0, C)[None, :]
    mask = (r < rows) & (c < cols)
    x = tl.load(x_ptr + r * stride_r + c * stride_c, mask=mask, other=0.0)
    tl.store(out_ptr + r * C + c, x)


@triton.jit
def mask_broadcasts(x_ptr, out_ptr, n, R: tl.constexpr, C: tl.constexpr):
    r = tl.arange(0, R)
    c = tl.arange(0, C)
    p = r[:, None] * C + c[None, :]
    x = tl.load(x_ptr + p, mask=(c < n)[None, :], other=-1.0)
    tl.store(out_ptr + p, x, mask=(r > 0)[:, None])


@triton.jit
def flags(x_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    x = tl.load(x_ptr + i)
    tl.store(out_ptr + i, x == 0)


@triton.jit
def flag_values(x_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    x = tl.load(x_ptr + i)
    tl.store(out_ptr + i, tl.where(x, 2.0, 3.0))
    tl.store(out_ptr + N + i, x.to(tl.float32) * 4)


@triton.jit
def indirect(index_ptr, x_ptr, out_ptr, n, N: tl.constexpr):
    i = tl.arange(0, N)
    mask = i < n
    k = tl.load(index_ptr + i, mask=mask, other=0)
    tl.store(out_ptr + i, tl.load(x_ptr + k, mask=mask & (k >= 0), other=-1.0), mask=mask)


@triton.jit
def store_broadcasts(out_ptr, value, N: tl.constexpr):
    tl.store(out_ptr + tl.arange(0, N), value)
    tl.store(out_ptr + N + tl.arange(0, N), 7)


@triton.jit
def atomics(x_ptr, sum_ptr, max_ptr, min_ptr, N: tl.constexpr):
    i = tl.program_id(0) * N + tl.arange(0, N)
    x = tl.load(x_ptr + i)
    tl.atomic_add(sum_ptr + i % 2, x)
    tl.atomic_max(max_ptr + i % 2, x)
    tl.atomic_min(min_ptr + i % 2, x, mask=i > 0)


@triton.jit
def atomic_floats(x_ptr, sum_ptr, N: tl.constexpr):
    i = tl.program_id(0) * N + tl.arange(0, N)
    tl.atomic_add(sum_ptr, tl.sum(tl.load(x_ptr + i)))
    tl.atomic_add(sum_ptr + 1 + i % 2, tl.load(x_ptr + i), sem="relaxed")


@triton.jit
def atomic_bits(and_ptr, or_ptr, xor_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    tl.atomic_and(and_ptr + i * 0, ~(1 << i))
    tl.atomic_or(or_ptr + i * 0, 1 << i)
    tl.atomic_xor(xor_ptr + i * 0, i)


@triton.jit
def atomic_exchange(x_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    tl.store(out_ptr + i, tl.atomic_xchg(x_ptr + i, i))
    tl.store(out_ptr + N + i, tl.atomic_add(x_ptr + i, 10))


@triton.jit
def bumped_pointer(x_ptr, out_ptr, n, N: tl.constexpr):
    p = x_ptr + tl.arange(0, N)
    total = tl.zeros([N], dtype=tl.float32)
    for _ in range(n):
        total += tl.load(p)
        p += N
    tl.store(out_ptr + tl.arange(0, N), total)


@triton.jit
def wide_offsets(x_ptr, out_ptr, stride, N: tl.constexpr):
    row = tl.program_id(0).to(tl.int64)
    i = tl.arange(0, N)
    tl.store(out_ptr + row * stride + i, tl.load(x_ptr + row * stride + i) + row)


FIVE = [1.0, 2.0, 3.0, 4.0, 5.0]
TWELVE = [float(k) for k in range(12)]

CASES = [
    case(masked_copy, (2,), x_ptr=t(FIVE), out_ptr=out(5), n=5, N=4),
    case(other_values, x_ptr=t(FIVE), out_ptr=out(32), n=5, N=8),
    case(scalar_access, x_ptr=t(FIVE), out_ptr=out(5), k=3),
    case(two_dimensional, x_ptr=t(TWELVE), out_ptr=out(16), rows=3, cols=3, stride_r=4, stride_c=1, R=4, C=4),
    case(two_dimensional, x_ptr=t(TWELVE), out_ptr=out(16), rows=3, cols=4, stride_r=1, stride_c=3, R=4, C=4, title="transposed"),
    case(mask_broadcasts, x_ptr=t(TWELVE[:8]), out_ptr=out(8), n=3, R=2, C=4),
    case(flags, x_ptr=t([0, 1, 2, 0], i32), out_ptr=out(4, torch.bool), N=4),
    case(flags, x_ptr=t([0, 1, 0, 0.5]), out_ptr=out(4, torch.int8), N=4, title="of floats, to int8"),
    case(flag_values, x_ptr=t([True, False, True, False], torch.bool), out_ptr=out(8), N=4),
    case(indirect, index_ptr=t([4, 0, 2, -1, 1], i32), x_ptr=t(FIVE), out_ptr=out(5), n=5, N=8),
    case(indirect, index_ptr=t([4, 0, 2, -1, 1], i64), x_ptr=t(FIVE), out_ptr=out(5), n=5, N=8, title="int64 indices"),
    case(store_broadcasts, out_ptr=out(8), value=0.25, N=4),
    case(store_broadcasts, out_ptr=out(8, i32), value=3, N=4, title="integers"),
    case(atomics, (2,), x_ptr=t([5, -3, 8, 1, -9, 4, 0, 2], i32), sum_ptr=out(2, i32), max_ptr=out(2, i32), min_ptr=out(2, i32), N=4),
    case(atomics, (2,), x_ptr=t([5, -3, 8, 1, -9, 4, 0, 2]), sum_ptr=out(2), max_ptr=out(2), min_ptr=out(2), N=4, title="of floats"),
    case(atomic_floats, (2,), x_ptr=t(TWELVE[:8]), sum_ptr=out(3), N=4),
    case(atomic_bits, and_ptr=t([-1], i32), or_ptr=out(1, i32), xor_ptr=out(1, i32), N=8),
    case(atomic_exchange, x_ptr=t([5, 6, 7, 8], i32), out_ptr=out(8, i32), N=4),
    case(bumped_pointer, x_ptr=t(TWELVE), out_ptr=out(4), n=3, N=4),
    case(wide_offsets, (3,), x_ptr=t(TWELVE), out_ptr=out(12), stride=4, N=4),
]
