import triton
import triton.language as tl


@triton.jit
def log_softmax_backward_tiles(dx_ptr, dy_ptr, y_ptr, stride, n, BLOCK: tl.constexpr):
    """dx = dy - exp(y) * sum(dy), with y the logarithm of the softmax."""
    row = tl.program_id(0)
    total = 0.0
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        total += tl.sum(tl.load(dy_ptr + row * stride + c, mask=c < n, other=0.0), axis=0)
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        y = tl.load(y_ptr + row * stride + c, mask=c < n)
        dy = tl.load(dy_ptr + row * stride + c, mask=c < n)
        tl.store(dx_ptr + row * stride + c, dy - tl.exp(y) * total, mask=c < n)
