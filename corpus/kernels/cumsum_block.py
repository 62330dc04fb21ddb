import triton
import triton.language as tl


@triton.jit
def cumsum_block(x_ptr, y_ptr, stride, n, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    c = tl.arange(0, BLOCK)
    x = tl.load(x_ptr + row * stride + c, mask=c < n, other=0.0)
    tl.store(y_ptr + row * stride + c, tl.cumsum(x, axis=0), mask=c < n)
