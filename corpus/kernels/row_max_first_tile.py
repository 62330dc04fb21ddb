import triton
import triton.language as tl


@triton.jit
def row_max_first_tile(x_ptr, out_ptr, stride, n, BLOCK: tl.constexpr):
    """The first tile starts the running maximum; the loop goes on from the second, and may have nothing to do."""
    row = tl.program_id(0)
    lane = tl.arange(0, BLOCK)
    best = tl.load(x_ptr + row * stride + lane, mask=lane < n, other=-float('inf'))
    for start in range(BLOCK, n, BLOCK):
        c = start + lane
        best = tl.maximum(best, tl.load(x_ptr + row * stride + c, mask=c < n, other=-float('inf')))
    tl.store(out_ptr + row, tl.max(best, axis=0))
