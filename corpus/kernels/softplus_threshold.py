import triton
import triton.language as tl


@triton.jit
def softplus_threshold(x_ptr, y_ptr, n, beta, threshold, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    mask = i < n
    x = tl.load(x_ptr + i, mask=mask, other=0.0)
    z = beta * x
    soft = tl.log(1.0 + tl.exp(z)) / beta
    tl.store(y_ptr + i, tl.where(z > threshold, x, soft), mask=mask)
