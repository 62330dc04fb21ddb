import triton
import triton.language as tl


@triton.jit
def silu_kernel(X, Y, n, BLOCK: tl.constexpr):
    cols = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    x = tl.load(X + cols, mask=cols < n, other=0.).to(tl.float32)
    tl.store(Y + cols, x / (1.0 + tl.exp(-x)), mask=cols < n)
