import triton
import triton.language as tl


@triton.jit
def tanh(x_ptr, y_ptr, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    x = tl.load(x_ptr + i, mask=i < n, other=0.0)
    a = tl.exp(x)
    b = tl.exp(-x)
    y = (a - b) / (a + b)
    tl.store(y_ptr + i, y, mask=i < n)
