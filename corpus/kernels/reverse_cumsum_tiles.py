import triton
import triton.language as tl


@triton.jit
def reverse_cumsum_tiles(x_ptr, y_ptr, stride, n, BLOCK: tl.constexpr):
    """Sums of what comes after: x[i] + x[i + 1] + ..., tiles from the last to the first."""
    row = tl.program_id(0)
    after = 0.0
    for tile in range(tl.cdiv(n, BLOCK) - 1, -1, -1):
        c = tile * BLOCK + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + row * stride + c, mask=c < n, other=0.0)
        total = tl.sum(x, axis=0)
        tl.store(y_ptr + row * stride + c, after + total - tl.cumsum(x, axis=0) + x, mask=c < n)
        after += total
