import triton
import triton.language as tl


RSQRT_2PI = tl.constexpr(0.3989422804014327)


@triton.jit
def gelu_erf_backward(x_ptr, dy_ptr, dx_ptr, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    mask = i < n
    x = tl.load(x_ptr + i, mask=mask, other=0.0)
    dy = tl.load(dy_ptr + i, mask=mask, other=0.0)
    cdf = 0.5 * (1.0 + tl.erf(x * 0.7071067811865476))
    pdf = tl.exp(-0.5 * x * x) * RSQRT_2PI
    tl.store(dx_ptr + i, dy * (cdf + x * pdf), mask=mask)
