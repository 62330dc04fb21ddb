import triton
import triton.language as tl


@triton.jit
def scale_by_pointer(x_ptr, scale_ptr, y_ptr, n, BLOCK: tl.constexpr):
    scale = tl.load(scale_ptr)
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    x = tl.load(x_ptr + i, mask=i < n)
    tl.store(y_ptr + i, x / (1 + scale * scale), mask=i < n)
