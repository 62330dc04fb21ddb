import triton
import triton.language as tl


@triton.jit
def row_softmax_backward(dx_ptr, dy_ptr, y_ptr, stride, n_cols, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    j = tl.arange(0, BLOCK)
    m = j < n_cols
    y = tl.load(y_ptr + row * stride + j, mask=m, other=0.0)
    dy = tl.load(dy_ptr + row * stride + j, mask=m, other=0.0)
    inner = tl.sum(y * dy, axis=0)
    tl.store(dx_ptr + row * stride + j, y * (dy - inner), mask=m)
