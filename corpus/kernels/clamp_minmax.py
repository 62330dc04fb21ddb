import triton
import triton.language as tl


@triton.jit
def clamp_minmax(x_ptr, y_ptr, lo, hi, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    mask = i < n
    x = tl.load(x_ptr + i, mask=mask, other=0.0)
    tl.store(y_ptr + i, tl.minimum(tl.maximum(x, lo), hi), mask=mask)
