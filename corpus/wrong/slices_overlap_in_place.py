import triton
import triton.language as tl


@triton.jit
def slices_overlap_in_place(x_ptr, rows, cols, per, BLOCK: tl.constexpr):
    """Each slice takes one row of the next: that row is scaled twice, or once, or torn."""
    c = tl.arange(0, BLOCK)
    first = tl.program_id(0) * per
    for row in range(first, tl.minimum(first + per + 1, rows)):
        x = tl.load(x_ptr + row * cols + c, mask=c < cols, other=0.0)
        tl.store(x_ptr + row * cols + c, x * 2.0, mask=c < cols)
