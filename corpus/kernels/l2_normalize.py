import triton
import triton.language as tl


@triton.jit
def l2_normalize(x_ptr, y_ptr, stride, D, eps, BLOCK_D: tl.constexpr):
    row = tl.program_id(0)
    x_ptr += row * stride
    y_ptr += row * stride
    d = tl.arange(0, BLOCK_D)
    mask = d < D
    x = tl.load(x_ptr + d, mask=mask, other=0.0)
    rnorm = tl.rsqrt(tl.sum(x * x) + eps)
    tl.store(y_ptr + d, x * rnorm, mask=mask)
