import triton
import triton.language as tl


@triton.jit
def axpy_(x, y, alpha, n, BLOCK: tl.constexpr):
    """y += alpha * x"""
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    inside = i < n
    old = tl.load(y + i, inside, other=0.0)
    tl.store(y + i, tl.load(x + i, inside, other=0.0) * alpha + old, inside)
