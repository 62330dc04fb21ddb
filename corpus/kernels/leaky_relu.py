import triton
import triton.language as tl


@triton.jit
def leaky_relu(x):
    return tl.where(x >= 0, x, 0.01 * x)


@triton.jit
def leaky_relu_kernel(src, dst, n, BLOCK: tl.constexpr):
    off = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    ok = off < n
    tl.store(dst + off, leaky_relu(tl.load(src + off, mask=ok)), mask=ok)
