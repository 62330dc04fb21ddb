import triton
import triton.language as tl


@triton.jit
def scale_shift_scalars(x_ptr, y_ptr, scale, shift, n, NEGATE: tl.constexpr, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    x = tl.load(x_ptr + i, mask=i < n)
    y = x * scale + shift
    if NEGATE:
        y = -y
    tl.store(y_ptr + i, y, mask=i < n)
