import triton
import triton.language as tl


@triton.jit
def even_odd_sum(x_ptr, y_ptr, stride, n, BLOCK: tl.constexpr):
    """Alternating sum of a row."""
    row = tl.program_id(0)
    j = tl.arange(0, BLOCK)
    sign = tl.where(j % 2 == 0, 1.0, -1.0)
    x = tl.load(x_ptr + row * stride + j, mask=j < n, other=0.0)
    tl.store(y_ptr + row, tl.sum(sign * x, axis=0))
