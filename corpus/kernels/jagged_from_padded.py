import triton
import triton.language as tl


@triton.jit
def jagged_from_padded(x_ptr, starts_ptr, out_ptr, stride_b, stride_t, stride_out, width, BLOCK_T: tl.constexpr, BLOCK_D: tl.constexpr):
    """Rows of padded sequences, packed one sequence after the other."""
    b = tl.program_id(0)
    t = tl.program_id(1) * BLOCK_T + tl.arange(0, BLOCK_T)
    d = tl.arange(0, BLOCK_D)
    first = tl.load(starts_ptr + b)
    last = tl.load(starts_ptr + b + 1)
    mask = (t[:, None] < last - first) & (d[None, :] < width)
    x = tl.load(x_ptr + b * stride_b + t[:, None] * stride_t + d[None, :], mask=mask)
    tl.store(out_ptr + (first + t)[:, None] * stride_out + d[None, :], x, mask=mask)
