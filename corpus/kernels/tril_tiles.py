import triton
import triton.language as tl


@triton.jit
def tril_tiles(x_ptr, y_ptr, n, stride, BLOCK: tl.constexpr):
    """Lower triangle of a square matrix, rows and columns in square tiles."""
    r = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)[:, None]
    c = tl.program_id(1) * BLOCK + tl.arange(0, BLOCK)[None, :]
    mask = (r < n) & (c < n)
    x = tl.load(x_ptr + r * stride + c, mask=mask & (c <= r), other=0.0)
    tl.store(y_ptr + r * stride + c, x, mask=mask)
