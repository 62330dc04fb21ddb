import triton
import triton.language as tl


@triton.jit
def logsigmoid(x_ptr, y_ptr, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    x = tl.load(x_ptr + i, mask=i < n, other=0.0)
    y = tl.log(1.0 / (1.0 + tl.exp(-x)))
    tl.store(y_ptr + i, y, mask=i < n)
