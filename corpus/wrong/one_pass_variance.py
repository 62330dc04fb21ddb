import triton
import triton.language as tl


@triton.jit
def one_pass_variance(x_ptr, var_ptr, stride, n, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    j = tl.arange(0, BLOCK)
    x = tl.load(x_ptr + row * stride + j, mask=j < n, other=0.0)
    mean = tl.sum(x, axis=0) / n
    tl.store(var_ptr + row, tl.sum(x * x, axis=0) / n - mean * mean)
