import torch
import triton
import triton.language as tl
from case import case, out, t

f16, i32 = torch.float16, torch.int32


@triton.jit
def outer(x_ptr, y_ptr, out_ptr, R: tl.constexpr, C: tl.constexpr):
    r = tl.arange(0, R)
    c = tl.arange(0, C)
    x = tl.load(x_ptr + r)
    y = tl.load(y_ptr + c)
    p = r[:, None] * C + c[None, :]
    tl.store(out_ptr + p, x[:, None] * y[None, :])
    tl.store(out_ptr + R * C + p, tl.expand_dims(x, 1) + tl.expand_dims(y, 0))
    tl.store(out_ptr + 2 * R * C + p, tl.broadcast_to(x[:, None], (R, C)))
    a, b = tl.broadcast(x[:, None], y[None, :])
    tl.store(out_ptr + 3 * R * C + p, a - b)


@triton.jit
def cube(x_ptr, y_ptr, out_ptr, A: tl.constexpr, B: tl.constexpr, C: tl.constexpr):
    a = tl.arange(0, A)[:, None, None]
    b = tl.arange(0, B)[None, :, None]
    c = tl.arange(0, C)[None, None, :]
    x = tl.load(x_ptr + a * B + b)
    y = tl.load(y_ptr + b * C + c)
    tl.store(out_ptr + (a * B + b) * C + c, x * y)


@triton.jit
def scalar_with_block(x_ptr, out_ptr, s, N: tl.constexpr):
    i = tl.arange(0, N)
    x = tl.load(x_ptr + i)
    first = tl.load(x_ptr)
    tl.store(out_ptr + i, x * s + first)
    tl.store(out_ptr + N + i, first - x)


@triton.jit
def transpose(x_ptr, out_ptr, R: tl.constexpr, C: tl.constexpr):
    r = tl.arange(0, R)
    c = tl.arange(0, C)
    x = tl.load(x_ptr + r[:, None] * C + c[None, :])
    p = c[:, None] * R + r[None, :]
    tl.store(out_ptr + p, tl.trans(x))
    tl.store(out_ptr + R * C + p, x.T)
    tl.store(out_ptr + 2 * R * C + p, tl.permute(x, (1, 0)))
    tl.store(out_ptr + 3 * R * C + p, tl.trans(x, 1, 0))


@triton.jit
def permute_three(x_ptr, out_ptr, A: tl.constexpr, B: tl.constexpr, C: tl.constexpr):
    a = tl.arange(0, A)
    b = tl.arange(0, B)
    c = tl.arange(0, C)
    x = tl.load(x_ptr + (a[:, None, None] * B + b[None, :, None]) * C + c[None, None, :])
    tl.store(out_ptr + (c[:, None, None] * A + a[None, :, None]) * B + b[None, None, :], tl.permute(x, 2, 0, 1))


@triton.jit
def reshapes(x_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    x = tl.load(x_ptr + i)
    m = tl.reshape(x, (2, N // 2))
    tl.store(out_ptr + tl.arange(0, N // 2), tl.sum(m, axis=0))
    v = tl.view(x, [N // 2, 2])
    tl.store(out_ptr + N + tl.arange(0, N // 2), tl.sum(v, axis=1))
    tl.store(out_ptr + 2 * N + i, tl.ravel(tl.trans(m)))
    tl.store(out_ptr + 3 * N + i, m.reshape(N))


@triton.jit
def join_and_split(x_ptr, y_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    x = tl.load(x_ptr + i)
    y = tl.load(y_ptr + i)
    both = tl.join(x, y)
    tl.store(out_ptr + i[:, None] * 2 + tl.arange(0, 2)[None, :], both)
    a, b = tl.split(both)
    tl.store(out_ptr + 2 * N + i, a - b)
    tl.store(out_ptr + 3 * N + tl.arange(0, 2 * N), tl.interleave(x, y))
    even, odd = tl.split(tl.reshape(x, (N // 2, 2)))
    tl.store(out_ptr + 5 * N + tl.arange(0, N // 2), even * 10 + odd)


@triton.jit
def filled(out_ptr, value, N: tl.constexpr):
    i = tl.arange(0, N)
    tl.store(out_ptr + i, tl.zeros((N,), dtype=tl.float32) + 1)
    tl.store(out_ptr + N + i, tl.full((N,), 2.5, tl.float32))
    tl.store(out_ptr + 2 * N + i, tl.full([N], value, dtype=tl.float32))
    tl.store(out_ptr + 3 * N + i, tl.zeros_like(i) + 4)
    tl.store(out_ptr + 4 * N + i, tl.full((N,), -7, tl.int32) // 2)
    tl.store(out_ptr + 5 * N + i, tl.full((N,), float("-inf"), tl.float32))


@triton.jit
def shape_attributes(x_ptr, out_ptr, R: tl.constexpr, C: tl.constexpr):
    x = tl.load(x_ptr + tl.arange(0, R)[:, None] * C + tl.arange(0, C)[None, :])
    tl.store(out_ptr, x.shape[0] * 100 + x.shape[1])
    tl.store(out_ptr + 1, x.numel)


@triton.jit
def ranges(out_ptr, N: tl.constexpr):
    tl.store(out_ptr + tl.arange(0, N), tl.arange(N, 2 * N))


X = [1.0, -2.0, 3.5, 4.0]
Y = [0.5, 0.25, -1.0, 8.0]
EIGHT = X + Y

CASES = [
    case(outer, x_ptr=t(X[:2]), y_ptr=t(Y), out_ptr=out(32), R=2, C=4),
    case(cube, x_ptr=t(EIGHT), y_ptr=t(EIGHT), out_ptr=out(16), A=2, B=4, C=2),
    case(scalar_with_block, x_ptr=t(X), out_ptr=out(8), s=2.5, N=4),
    case(scalar_with_block, x_ptr=t(X), out_ptr=out(8), s=3, N=4, title="integer scalar"),
    case(transpose, x_ptr=t(EIGHT), out_ptr=out(32), R=2, C=4),
    case(permute_three, x_ptr=t(EIGHT + X + Y), out_ptr=out(16), A=2, B=4, C=2),
    case(reshapes, x_ptr=t(EIGHT), out_ptr=out(32), N=8),
    case(join_and_split, x_ptr=t(X), y_ptr=t(Y), out_ptr=out(22), N=4),
    case(filled, out_ptr=out(24), value=1.25, N=4),
    case(shape_attributes, x_ptr=t(EIGHT), out_ptr=out(2, i32), R=2, C=4),
    case(ranges, out_ptr=out(8, i32), N=8),
]
