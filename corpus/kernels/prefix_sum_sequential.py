import triton
import triton.language as tl


@triton.jit
def prefix_sum_sequential(x_ptr, y_ptr, stride, n):
    """One program a row, element by element."""
    row = tl.program_id(0)
    total = 0.0
    for j in range(n):
        total += tl.load(x_ptr + row * stride + j)
        tl.store(y_ptr + row * stride + j, total)
