import triton
import triton.language as tl


@triton.jit
def gelu_erf(x_ptr, y_ptr, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    mask = i < n
    x = tl.load(x_ptr + i, mask=mask)
    cdf = 0.5 * (1.0 + tl.math.erf(0.7071067811865476 * x))
    tl.store(y_ptr + i, x * cdf, mask=mask)
