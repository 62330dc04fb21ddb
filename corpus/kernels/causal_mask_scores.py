import triton
import triton.language as tl


@triton.jit
def causal_mask_scores(s_ptr, out_ptr, stride_b, stride_m, L, FILL: tl.constexpr, BLOCK: tl.constexpr):
    """3-D grid: batch, row, block of columns."""
    b = tl.program_id(0)
    row = tl.program_id(1)
    col = tl.program_id(2) * BLOCK + tl.arange(0, BLOCK)
    at = b * stride_b + row * stride_m + col
    s = tl.load(s_ptr + at, mask=col < L, other=0.0)
    tl.store(out_ptr + at, tl.where(col > row, FILL, s), mask=col < L)
