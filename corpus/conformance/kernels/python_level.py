import torch
import triton
import triton.language as tl
from case import case, out, t

i32 = torch.int32
EIGHT = [1.0, -2.0, 3.5, 4.0, 0.5, 0.25, -1.0, 8.0]


@triton.jit
def functions_of_operators(a_ptr, b_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    a = tl.load(a_ptr + i)
    b = tl.load(b_ptr + i)
    tl.store(out_ptr + i, tl.add(a, b))
    tl.store(out_ptr + N + i, tl.sub(a, b))
    tl.store(out_ptr + 2 * N + i, tl.mul(a, b))
    tl.store(out_ptr + 3 * N + i, tl.cast(a, tl.int32))
    tl.store(out_ptr + 4 * N + i, a.cast(tl.float16))
    tl.store(out_ptr + 5 * N + i, (a > 0).logical_and(b > 0))
    tl.store(out_ptr + 6 * N + i, (a > 0).logical_or(b > 0))


@triton.jit
def sum_of(values):
    total = values[0]
    for k in tl.static_range(1, len(values)):
        total = total + values[k]
    return total


@triton.jit
def tuples(x_ptr, out_ptr):
    parts = (tl.load(x_ptr), tl.load(x_ptr + 1), 3.0)
    tl.store(out_ptr, sum_of(parts))
    tl.store(out_ptr + 1, len(parts))
    a, b, _ = parts
    tl.store(out_ptr + 2, a * b)


@triton.jit
def constants(x_ptr, out_ptr, N: tl.constexpr):
    NEXT: tl.constexpr = triton.next_power_of_2(N + 1)
    tl.store(out_ptr, NEXT)
    tl.store(out_ptr + 1, triton.cdiv(N, 3))
    tl.store(out_ptr + 2, 1 if x_ptr.dtype.element_ty == tl.float32 else 0)
    tl.store(out_ptr + 3, tl.constexpr(N) + int(2.7))
    tl.store(out_ptr + 4, max(1, N, 3) - min(N, 2))
    tl.store(out_ptr + 5, float(N) / 3)


@triton.jit
def without_effect(x_ptr, out_ptr, N: tl.constexpr):
    """Docstrings, prints, barriers and hints change nothing."""
    i = tl.max_constancy(tl.arange(0, N), 1)
    tl.device_assert(N > 0)
    x = tl.load(x_ptr + i, eviction_policy="evict_last", cache_modifier=".cg")
    tl.debug_barrier()
    pass
    tl.store(out_ptr + i, x, cache_modifier=".wb")


@triton.jit
def negative_operands(out_ptr, n, m):
    tl.store(out_ptr, -n // m)
    tl.store(out_ptr + 1, -(n // m))
    tl.store(out_ptr + 2, -n % m)
    tl.store(out_ptr + 3, n - -m)
    tl.store(out_ptr + 4, n * -1)
    tl.store(out_ptr + 5, ~n)
    tl.store(out_ptr + 6, n // m * m + n % m)
    tl.store(out_ptr + 7, 2 * n - 1 << 1)


@triton.jit
def chained_compare(x_ptr, out_ptr, lo, hi, N: tl.constexpr):
    i = tl.arange(0, N)
    x = tl.load(x_ptr + i)
    tl.store(out_ptr + i, (lo < x) & (x <= hi))
    tl.store(out_ptr + N + i, ~(x > lo))
    tl.store(out_ptr + 2 * N + i, (x > lo) ^ (x > hi))
    tl.store(out_ptr + 3 * N + i, (x > lo) | (x == hi))


@triton.jit
def augmented(x_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    x = tl.load(x_ptr + i)
    x += 1
    x *= 2
    x -= 0.5
    x /= 4
    k = i
    k //= 2
    k %= 3
    k <<= 2
    k |= 1
    tl.store(out_ptr + i, x)
    tl.store(out_ptr + N + i, k)


CASES = [
    case(functions_of_operators, a_ptr=t(EIGHT), b_ptr=t(EIGHT[::-1]), out_ptr=out(56), N=8),
    case(tuples, x_ptr=t(EIGHT), out_ptr=out(3)),
    case(constants, x_ptr=t(EIGHT), out_ptr=out(6), N=8),
    case(without_effect, x_ptr=t(EIGHT), out_ptr=out(8), N=8),
    case(negative_operands, out_ptr=out(8, i32), n=7, m=2),
    case(negative_operands, out_ptr=out(8, i32), n=-7, m=2),
    case(chained_compare, x_ptr=t(EIGHT), out_ptr=out(32, i32), lo=0.25, hi=4.0, N=8),
    case(augmented, x_ptr=t(EIGHT), out_ptr=out(16), N=8),
]
