import triton
import triton.language as tl


@triton.jit
def row_variance(x_ptr, var_ptr, stride, n, correction, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    j = tl.arange(0, BLOCK)
    mask = j < n
    x = tl.load(x_ptr + row * stride + j, mask=mask, other=0.0)
    mean = tl.sum(x, 0) / n
    d = tl.where(mask, x - mean, 0.0)
    tl.store(var_ptr + row, tl.sum(d * d, 0) / (n - correction))
