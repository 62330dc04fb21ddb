import triton
import triton.language as tl


@triton.jit
def l2_norm(x_ptr, y_ptr, stride, n, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    c = tl.arange(0, BLOCK)
    x = tl.load(x_ptr + row * stride + c, mask=c < n, other=0.0)
    y = tl.sqrt(tl.sum(x * x, axis=0))
    tl.store(y_ptr + row, y)
