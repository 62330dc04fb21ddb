import torch
import triton
import triton.language as tl
from case import case, out, t

f16, bf16, i8, i32 = torch.float16, torch.bfloat16, torch.int8, torch.int32


@triton.jit
def product(a_ptr, b_ptr, out_ptr, M: tl.constexpr, K: tl.constexpr, N: tl.constexpr):
    m = tl.arange(0, M)[:, None]
    n = tl.arange(0, N)[None, :]
    a = tl.load(a_ptr + m * K + tl.arange(0, K)[None, :])
    b = tl.load(b_ptr + tl.arange(0, K)[:, None] * N + n)
    tl.store(out_ptr + m * N + n, tl.dot(a, b))


@triton.jit
def accumulated(a_ptr, b_ptr, out_ptr, k, M: tl.constexpr, K: tl.constexpr, N: tl.constexpr):
    m = tl.arange(0, M)[:, None]
    n = tl.arange(0, N)[None, :]
    acc = tl.zeros((M, N), dtype=tl.float32)
    for start in range(0, k, K):
        i = start + tl.arange(0, K)
        a = tl.load(a_ptr + m * k + i[None, :], mask=i[None, :] < k, other=0.0)
        b = tl.load(b_ptr + i[:, None] * N + n, mask=i[:, None] < k, other=0.0)
        acc = tl.dot(a, b, acc)
    acc += tl.dot(a, b, allow_tf32=False)
    tl.store(out_ptr + m * N + n, acc)


@triton.jit
def half_result(a_ptr, b_ptr, out_ptr, M: tl.constexpr):
    m = tl.arange(0, M)[:, None]
    n = tl.arange(0, M)[None, :]
    a = tl.load(a_ptr + m * M + n)
    b = tl.load(b_ptr + m * M + n)
    tl.store(out_ptr + m * M + n, tl.dot(a, b, out_dtype=tl.float16))


@triton.jit
def batched(a_ptr, b_ptr, out_ptr, B: tl.constexpr, M: tl.constexpr):
    z = tl.arange(0, B)[:, None, None] * (M * M)
    p = z + tl.arange(0, M)[None, :, None] * M + tl.arange(0, M)[None, None, :]
    tl.store(out_ptr + p, tl.dot(tl.load(a_ptr + p), tl.load(b_ptr + p)))


@triton.jit
def transposed(a_ptr, b_ptr, out_ptr, M: tl.constexpr):
    m = tl.arange(0, M)[:, None]
    n = tl.arange(0, M)[None, :]
    a = tl.load(a_ptr + m * M + n)
    b = tl.load(b_ptr + m * M + n)
    tl.store(out_ptr + m * M + n, tl.dot(a, tl.trans(b)))


def grid_of(size, step=0.25):
    return [((7 * k) % 23 - 11) * step for k in range(size)]


CASES = [
    case(product, a_ptr=t(grid_of(256)), b_ptr=t(grid_of(256, 0.5)), out_ptr=out(256), M=16, K=16, N=16),
    case(product, a_ptr=t(grid_of(512)), b_ptr=t(grid_of(256, 0.5)), out_ptr=out(128), M=16, K=32, N=8, title="not square"),
    case(product, a_ptr=t(grid_of(256), f16), b_ptr=t(grid_of(256), f16), out_ptr=out(256), M=16, K=16, N=16, title="fp16"),
    case(product, a_ptr=t(grid_of(1024, 1), i8), b_ptr=t(grid_of(1024, 9), i8), out_ptr=out(1024, i32), M=32, K=32, N=32, title="int8"),
    case(accumulated, a_ptr=t(grid_of(320)), b_ptr=t(grid_of(320)), out_ptr=out(256), k=20, M=16, K=16, N=16),
    case(half_result, a_ptr=t(grid_of(256), f16), b_ptr=t(grid_of(256), f16), out_ptr=out(256, f16), M=16, tolerance=2e-3),
    case(batched, a_ptr=t(grid_of(512)), b_ptr=t(grid_of(512)), out_ptr=out(512), B=2, M=16),
    case(transposed, a_ptr=t(grid_of(256)), b_ptr=t(grid_of(256)), out_ptr=out(256), M=16),
]
