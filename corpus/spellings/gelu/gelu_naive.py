import triton
import triton.language as tl


@triton.jit
def gelu(x_ptr, y_ptr, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    x = tl.load(x_ptr + i, mask=i < n, other=0.0)
    y = 0.5 * x * (1.0 + tl.math.erf(x / 1.4142135623730951))
    tl.store(y_ptr + i, y, mask=i < n)
