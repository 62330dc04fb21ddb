import torch
import triton
import triton.language as tl
from case import case, out, t

inf, nan = float("inf"), float("nan")
f16, i8, i32, i64 = torch.float16, torch.int8, torch.int32, torch.int64


@triton.jit
def folds(x_ptr, out_ptr, N: tl.constexpr):
    x = tl.load(x_ptr + tl.arange(0, N))
    tl.store(out_ptr, tl.sum(x))
    tl.store(out_ptr + 1, tl.max(x))
    tl.store(out_ptr + 2, tl.min(x))
    tl.store(out_ptr + 3, tl.sum(x, axis=0))
    tl.store(out_ptr + 4, tl.max(x, 0))
    tl.store(out_ptr + 5, x.sum(0) if N > 4 else x.max(0))


@triton.jit
def folds_by_axis(x_ptr, rows_ptr, cols_ptr, all_ptr, R: tl.constexpr, C: tl.constexpr):
    r = tl.arange(0, R)
    c = tl.arange(0, C)
    x = tl.load(x_ptr + r[:, None] * C + c[None, :])
    tl.store(rows_ptr + r, tl.sum(x, axis=1))
    tl.store(rows_ptr + R + r, tl.max(x, axis=-1))
    tl.store(cols_ptr + c, tl.sum(x, axis=0))
    tl.store(cols_ptr + C + c, tl.min(x, axis=0))
    tl.store(all_ptr, tl.sum(x))
    tl.store(all_ptr + 1, tl.sum(tl.sum(x, axis=1), axis=0))
    tl.store(all_ptr + 2 + r[:, None] * C + c[None, :], x - tl.max(x, axis=1, keep_dims=True))


@triton.jit
def three_axes(x_ptr, out_ptr, A: tl.constexpr, B: tl.constexpr, C: tl.constexpr):
    a = tl.arange(0, A)
    b = tl.arange(0, B)
    c = tl.arange(0, C)
    x = tl.load(x_ptr + a[:, None, None] * (B * C) + b[None, :, None] * C + c[None, None, :])
    tl.store(out_ptr + a[:, None] * C + c[None, :], tl.sum(x, axis=1))
    tl.store(out_ptr + A * C + b, tl.sum(tl.sum(x, axis=2), axis=0))


@triton.jit
def positions(x_ptr, out_ptr, N: tl.constexpr):
    x = tl.load(x_ptr + tl.arange(0, N))
    tl.store(out_ptr, tl.argmax(x, axis=0))
    tl.store(out_ptr + 1, tl.argmin(x, axis=0))
    tl.store(out_ptr + 2, tl.argmax(x, axis=0, tie_break_left=True))


@triton.jit
def positions_by_axis(x_ptr, out_ptr, R: tl.constexpr, C: tl.constexpr):
    r = tl.arange(0, R)
    c = tl.arange(0, C)
    x = tl.load(x_ptr + r[:, None] * C + c[None, :])
    tl.store(out_ptr + r, tl.argmax(x, axis=1))
    tl.store(out_ptr + R + c, tl.argmin(x, axis=0))


@triton.jit
def extreme_with_position(x_ptr, out_ptr, position_ptr, N: tl.constexpr):
    x = tl.load(x_ptr + tl.arange(0, N))
    value, position = tl.max(x, axis=0, return_indices=True)
    tl.store(out_ptr, value)
    tl.store(position_ptr, position)
    least, where = tl.min(x, axis=0, return_indices=True)
    tl.store(out_ptr + 1, least)
    tl.store(position_ptr + 1, where)


@triton.jit
def promoted_sum(x_ptr, out_ptr, N: tl.constexpr):
    x = tl.load(x_ptr + tl.arange(0, N))
    tl.store(out_ptr, tl.sum(x))
    tl.store(out_ptr + 1, tl.sum((x > 0).to(tl.int32)))
    tl.store(out_ptr + 2, tl.sum(x > 0))


@triton.jit
def sum_dtype(x_ptr, out_ptr, N: tl.constexpr):
    x = tl.load(x_ptr + tl.arange(0, N))
    tl.store(out_ptr, tl.sum(x, dtype=tl.float32))


@triton.jit
def xor_of_all(x_ptr, out_ptr, N: tl.constexpr):
    x = tl.load(x_ptr + tl.arange(0, N))
    tl.store(out_ptr, tl.xor_sum(x, axis=0))


@triton.jit
def any_and_all(x_ptr, out_ptr, N: tl.constexpr):
    x = tl.load(x_ptr + tl.arange(0, N))
    tl.store(out_ptr, tl.max((x > 2).to(tl.int32), axis=0))
    tl.store(out_ptr + 1, tl.min((x > 2).to(tl.int32), axis=0))
    tl.store(out_ptr + 2, tl.reduce_or(x > 2, axis=0))


@triton.jit
def product(a, b):
    return a * b


@triton.jit
def larger(a, b):
    return tl.maximum(a, b)


@triton.jit
def custom(x_ptr, out_ptr, N: tl.constexpr):
    x = tl.load(x_ptr + tl.arange(0, N))
    tl.store(out_ptr, tl.reduce(x, 0, product))
    tl.store(out_ptr + 1, tl.reduce(x, axis=0, combine_fn=larger))


@triton.jit
def row_softmax(x_ptr, out_ptr, n, R: tl.constexpr, C: tl.constexpr):
    r = tl.arange(0, R)[:, None]
    c = tl.arange(0, C)[None, :]
    x = tl.load(x_ptr + r * n + c, mask=c < n, other=-float("inf"))
    e = tl.exp(x - tl.max(x, axis=1)[:, None])
    tl.store(out_ptr + r * n + c, e / tl.sum(e, axis=1)[:, None], mask=c < n)


@triton.jit
def merged(mean1, spread1, count1, mean2, spread2, count2):
    count = count1 + count2
    delta = mean2 - mean1
    share = count2 / count
    return mean1 + delta * share, spread1 + spread2 + delta * delta * count1 * share, count


@triton.jit
def moments(x_ptr, out_ptr, R: tl.constexpr, C: tl.constexpr):
    x = tl.load(x_ptr + tl.arange(0, R)[:, None] * C + tl.arange(0, C)[None, :])
    mean, spread, count = tl.reduce((x, x * 0, x * 0 + 1), 1, merged)
    r = tl.arange(0, R)
    tl.store(out_ptr + r, mean)
    tl.store(out_ptr + R + r, spread)
    kept, _, _ = tl.reduce((x, x * 0, x * 0 + 1), axis=0, combine_fn=merged, keep_dims=True)
    tl.store(out_ptr + 2 * R + tl.arange(0, C)[None, :], kept)


@triton.jit
def better(value1, index1, value2, index2):
    first = (value1 > value2) | ((value1 == value2) & (index1 < index2))
    return tl.where(first, value1, value2), tl.where(first, index1, index2)


@triton.jit
def best_pair(x_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    value, index = tl.reduce((tl.load(x_ptr + i), i), 0, better)
    tl.store(out_ptr, value)
    tl.store(out_ptr + 1, index)


MIXED = [1.5, -2.0, 3.0, 0.25, 3.0, -2.0, 7.5, 0.0]
CASES = [
    case(moments, x_ptr=t(MIXED), out_ptr=out(8), R=2, C=4),
    case(best_pair, x_ptr=t([3.0, 5.0, 5.0, 3.0]), out_ptr=out(2), N=4),
    case(folds, x_ptr=t(MIXED), out_ptr=out(6), N=8),
    case(folds, x_ptr=t([nan, 1.0, 3.0, nan]), out_ptr=out(6), N=4, title="NaN"),
    case(folds, x_ptr=t([-inf, 1.0, -inf, 2.0]), out_ptr=out(6), N=4, title="infinity"),
    case(folds, x_ptr=t([2147483647, 1, -5, 3], i32), out_ptr=out(6, i32), N=4, title="int32"),
    case(folds, x_ptr=t([2**62, 2**62, -5, 3], i64), out_ptr=out(6, i64), N=4, title="int64"),
    case(folds, x_ptr=t(MIXED, f16), out_ptr=out(6), N=8, title="fp16", tolerance=1e-3),
    case(folds_by_axis, x_ptr=t(MIXED), rows_ptr=out(4), cols_ptr=out(8), all_ptr=out(10), R=2, C=4),
    case(three_axes, x_ptr=t([float(k * k) for k in range(16)]), out_ptr=out(12), A=2, B=4, C=2),
    case(positions, x_ptr=t(MIXED), out_ptr=out(3, i32), N=8),
    case(positions, x_ptr=t([3.0, 5.0, 5.0, 3.0]), out_ptr=out(3, i32), N=4, title="ties"),
    case(positions, x_ptr=t([nan, 5.0, 6.0, 3.0]), out_ptr=out(3, i32), N=4, title="NaN"),
    case(positions, x_ptr=t([3, 5, 5, 3], i32), out_ptr=out(3, i32), N=4, title="int32"),
    case(positions_by_axis, x_ptr=t(MIXED), out_ptr=out(6, i32), R=2, C=4),
    case(extreme_with_position, x_ptr=t(MIXED), out_ptr=out(2), position_ptr=out(2, i32), N=8),
    case(promoted_sum, x_ptr=t([100, 100, -5, 7], i8), out_ptr=out(3, i32), N=4),
    case(sum_dtype, x_ptr=t(MIXED, f16), out_ptr=out(1), N=8),
    case(xor_of_all, x_ptr=t([5, 9, 12, 1], i32), out_ptr=out(1, i32), N=4),
    case(any_and_all, x_ptr=t([1, 2, 3, 4], i32), out_ptr=out(3, i32), N=4),
    case(any_and_all, x_ptr=t([3, 4, 5, 6], i32), out_ptr=out(3, i32), N=4, title="all"),
    case(custom, x_ptr=t([1.5, -2.0, 3.0, 0.25]), out_ptr=out(2), N=4),
    case(row_softmax, x_ptr=t(MIXED[:6]), out_ptr=out(6), n=3, R=2, C=4),
]
