import triton
import triton.language as tl


@triton.jit
def shift_right(x_ptr, y_ptr, n, BLOCK: tl.constexpr):
    """y[0] = 0, y[i] = x[i - 1]"""
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    prev = tl.load(x_ptr + i - 1, mask=(i > 0) & (i < n), other=0.0)
    tl.store(y_ptr + i, prev, mask=i < n)
