import triton
import triton.language as tl


@triton.jit
def row_min(x_ptr, out_ptr, stride, n, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    j = tl.arange(0, BLOCK)
    x = tl.load(x_ptr + row * stride + j, mask=j < n, other=0.0)
    x = tl.where(j < n, x, float('inf'))
    tl.store(out_ptr + row, tl.min(x, axis=0))
