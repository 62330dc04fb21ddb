import triton
import triton.language as tl


@triton.jit
def variance(x_ptr, y_ptr, stride, n, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    c = tl.arange(0, BLOCK)
    x = tl.load(x_ptr + row * stride + c, mask=c < n, other=0.0)
    mean = tl.sum(x, axis=0) / n
    d = tl.where(c < n, x - mean, 0.0)
    y = tl.sum(d * d, axis=0) / n
    tl.store(y_ptr + row, y)
