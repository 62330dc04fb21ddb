import triton
import triton.language as tl


@triton.jit
def silu(x_ptr, y_ptr, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    x = tl.load(x_ptr + i, mask=i < n, other=0.0)
    y = x * tl.sigmoid(x)
    tl.store(y_ptr + i, y, mask=i < n)
