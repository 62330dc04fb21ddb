import triton
import triton.language as tl


@triton.jit
def shift_in_place(x_ptr, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    left = tl.load(x_ptr + i - 1, mask=(i > 0) & (i < n), other=0.0)
    tl.store(x_ptr + i, left, mask=i < n)
