import triton
import triton.language as tl
from triton.language.extra import libdevice


@triton.jit
def gelu_tanh(x_ptr, y_ptr, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    x = tl.load(x_ptr + i, mask=i < n, other=0.0)
    y = 0.5 * x * (1.0 + libdevice.tanh(0.7978845608028654 * x * (1.0 + 0.044715 * x * x)))
    tl.store(y_ptr + i, y, mask=i < n)
