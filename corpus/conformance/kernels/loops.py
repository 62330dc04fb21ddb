import torch
import triton
import triton.language as tl
from case import case, out, t

i32 = torch.int32


@triton.jit
def carried_windows(x_ptr, y_ptr, out_ptr, n, B: tl.constexpr):
    """Two block pointers in one value, both advanced."""
    ps = (tl.make_block_ptr(x_ptr, (n,), (1,), (0,), (B,), (0,)), tl.make_block_ptr(y_ptr, (n,), (1,), (0,), (B,), (0,)))
    acc = tl.zeros((B,), tl.float32)
    for s in range(0, n, B):
        acc += tl.load(ps[0], boundary_check=(0,), padding_option="zero") * tl.load(ps[1], boundary_check=(0,), padding_option="zero")
        ps = (tl.advance(ps[0], (B,)), tl.advance(ps[1], (B,)))
    tl.store(out_ptr + tl.arange(0, B), acc)


@triton.jit
def carried_tuple(x_ptr, out_ptr, n):
    state = (0.0, (tl.load(x_ptr), 1))
    for k in range(n):
        x = tl.load(x_ptr + k)
        state = (state[0] + x, (tl.maximum(state[1][0], x), state[1][1] * 2))
    tl.store(out_ptr, state[0])
    tl.store(out_ptr + 1, state[1][0])
    tl.store(out_ptr + 2, state[1][1])


@triton.jit
def two_counters(out_ptr, n, m):
    i = 0
    j = m
    rounds = 0
    while i < n and j > 0:
        i += 2
        j -= 3
        rounds += 1
    tl.store(out_ptr, i)
    tl.store(out_ptr + 1, j)
    tl.store(out_ptr + 2, rounds)


@triton.jit
def persistent_while(x_ptr, out_ptr, n, B: tl.constexpr):
    tile = tl.program_id(0)
    while tile * B < n:
        cols = tile * B + tl.arange(0, B)
        tl.store(out_ptr + cols, tl.load(x_ptr + cols, mask=cols < n) * 2, mask=cols < n)
        tile += tl.num_programs(0)


@triton.jit
def downwards(x_ptr, out_ptr, n, B: tl.constexpr):
    """Suffix sums, tile by tile from the last one."""
    acc = 0.0
    for k in range(tl.cdiv(n, B) - 1, -1, -1):
        cols = k * B + tl.arange(0, B)
        acc += tl.sum(tl.load(x_ptr + cols, mask=cols < n, other=0.0), 0)
        tl.store(out_ptr + k, acc)


@triton.jit
def strided_down(out_ptr, n):
    last = -1
    for k in range(n, 0, -3):
        last = k
        tl.store(out_ptr + k, k)
    tl.store(out_ptr, last)


@triton.jit
def segment_sums(ends_ptr, x_ptr, out_ptr, B: tl.constexpr):
    seg = tl.program_id(0)
    start = tl.load(ends_ptr + seg)
    end = tl.load(ends_ptr + seg + 1)
    acc = tl.zeros((B,), tl.float32)
    for s in range(start, end, B):
        cols = s + tl.arange(0, B)
        acc += tl.load(x_ptr + cols, mask=cols < end, other=0.0)
    tl.store(out_ptr + seg, tl.sum(acc, 0))


@triton.jit
def returns_between(x_ptr, out_ptr, n, limit):
    """Returns after the first loop where the sum is large."""
    acc = 0.0
    for k in range(n):
        acc += tl.load(x_ptr + k)
    tl.store(out_ptr, acc)
    if acc > limit:
        return
    for k in range(n):
        tl.store(out_ptr + 1 + k, acc)


@triton.jit
def first_positive(x_ptr, n):
    if n < 1:
        return -1.0
    best = 0.0
    for k in range(n):
        x = tl.load(x_ptr + n - 1 - k)
        best = tl.where(x > 0, x, best)
    return best


@triton.jit
def helper_with_loop(x_ptr, out_ptr, n):
    tl.store(out_ptr, first_positive(x_ptr, n))


@triton.jit
def branches_in_loop(x_ptr, out_ptr, n, m):
    count = 0
    for k in range(n):
        x = tl.load(x_ptr + k)
        if x > 0:
            if k < m:
                tl.store(out_ptr + k, x)
                count += 1
        else:
            tl.store(out_ptr + k, -x)
    tl.store(out_ptr + n, count)


@triton.jit
def linked(next_ptr, x_ptr, out_ptr, n):
    """The address of the next load is a content."""
    at = tl.program_id(0)
    acc = 0.0
    for k in range(n):
        acc = acc * 2 + tl.load(x_ptr + at)
        at = tl.load(next_ptr + at)
    tl.store(out_ptr + tl.program_id(0), acc)


@triton.jit
def three_deep(out_ptr, a, b, c):
    p = out_ptr
    for i in range(a):
        for j in range(i, b):
            for k in range(0, c, 2):
                tl.store(p, i * 100 + j * 10 + k)
                p += 1


X = [3.0, -1.0, 4.0, 1.0, -5.0, 9.0, 2.0, 6.0, -5.0, 3.0, 5.0]

CASES = [
    case(carried_windows, x_ptr=t(X), y_ptr=t(X[::-1]), out_ptr=out(4), n=11, B=4),
    case(carried_windows, x_ptr=t(X), y_ptr=t(X), out_ptr=out(4), n=3, B=4, title="less than a block"),
    case(carried_tuple, x_ptr=t(X), out_ptr=out(3), n=5),
    case(carried_tuple, x_ptr=t(X), out_ptr=out(3), n=0, title="no time"),
    case(two_counters, out_ptr=out(3, i32), n=7, m=100, title="the first one ends it"),
    case(two_counters, out_ptr=out(3, i32), n=100, m=7, title="the second one ends it"),
    case(two_counters, out_ptr=out(3, i32), n=5, m=0, title="no time"),
    case(persistent_while, grid=(3,), x_ptr=t(X), out_ptr=out(11), n=11, B=2),
    case(downwards, x_ptr=t(X), out_ptr=out(3), n=11, B=4),
    case(strided_down, out_ptr=out(11, i32), n=10),
    case(strided_down, out_ptr=out(11, i32), n=0, title="no time"),
    case(segment_sums, grid=(4,), ends_ptr=t([0, 3, 3, 8, 11], i32), x_ptr=t(X), out_ptr=out(4), B=2),
    case(returns_between, x_ptr=t(X), out_ptr=out(12), n=4, limit=100.0, title="goes on"),
    case(returns_between, x_ptr=t(X), out_ptr=out(12), n=4, limit=1.0, title="returns"),
    case(helper_with_loop, x_ptr=t(X), out_ptr=out(1), n=6),
    case(helper_with_loop, x_ptr=t(X), out_ptr=out(1), n=0, title="returns"),
    case(branches_in_loop, x_ptr=t(X), out_ptr=out(12), n=11, m=6),
    case(linked, grid=(3,), next_ptr=t([2, 0, 4, 1, 3], i32), x_ptr=t(X), out_ptr=out(3), n=4),
    case(three_deep, out_ptr=out(30, i32), a=2, b=3, c=5),
]
