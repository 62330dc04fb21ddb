import triton
import triton.language as tl


@triton.jit
def row_max(x_ptr, out_ptr, stride, n, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    j = tl.arange(0, BLOCK)
    x = tl.load(x_ptr + row * stride + j, mask=j < n, other=float('-inf'))
    tl.store(out_ptr + row, tl.max(x, 0))
