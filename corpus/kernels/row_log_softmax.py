import triton
import triton.language as tl


@triton.jit
def row_log_softmax(x_ptr, y_ptr, x_stride, y_stride, n_cols, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    j = tl.arange(0, BLOCK)
    x = tl.load(x_ptr + row * x_stride + j, mask=j < n_cols, other=float('-inf'))
    z = x - tl.max(x, 0)
    tl.store(y_ptr + row * y_stride + j, z - tl.log(tl.sum(tl.exp(z), 0)), mask=j < n_cols)
