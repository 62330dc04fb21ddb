import triton
import triton.language as tl


@triton.jit
def gelu(x_ptr, y_ptr, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    x = tl.load(x_ptr + i, mask=i < n, other=0.0)
    tail = 0.5 * (1.0 - tl.math.erf(0.7071067811865476 * x))
    y = x - x * tail
    tl.store(y_ptr + i, y, mask=i < n)
