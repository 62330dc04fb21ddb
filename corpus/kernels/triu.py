import triton
import triton.language as tl


@triton.jit
def triu(x_ptr, y_ptr, N, diagonal, stride_x, stride_y, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    cols = tl.program_id(1) * BLOCK + tl.arange(0, BLOCK)
    mask = cols < N
    x = tl.load(x_ptr + row * stride_x + cols, mask=mask, other=0.0)
    tl.store(y_ptr + row * stride_y + cols, tl.where(row + diagonal <= cols, x, 0.0), mask=mask)
