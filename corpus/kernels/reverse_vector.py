import triton
import triton.language as tl


@triton.jit
def reverse_vector(x_ptr, y_ptr, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    mask = i < n
    tl.store(y_ptr + (n - 1 - i), tl.load(x_ptr + i, mask=mask), mask=mask)
