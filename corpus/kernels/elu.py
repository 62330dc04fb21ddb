import triton
import triton.language as tl


@triton.jit
def elu(x_ptr, y_ptr, n, alpha, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    mask = i < n
    x = tl.load(x_ptr + i, mask=mask, other=0.0)
    tl.store(y_ptr + i, tl.where(x > 0, x, alpha * (tl.exp(x) - 1.0)), mask=mask)
