import triton
import triton.language as tl


@triton.jit
def sigmoid(x_ptr, y_ptr, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    x = tl.load(x_ptr + i, mask=i < n, other=0.0)
    y = 1.0 / (1.0 + tl.exp2(-x * 1.4426950408889634))
    tl.store(y_ptr + i, y, mask=i < n)
