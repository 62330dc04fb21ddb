import triton
import triton.language as tl


@triton.jit
def row_softmax_many_rows(x_ptr, y_ptr, M, N, stride_m, BLOCK_M: tl.constexpr, BLOCK_N: tl.constexpr):
    """A tile of rows a program; the row fits in the tile. exp2 in place of exp."""
    rows = tl.program_id(0) * BLOCK_M + tl.arange(0, BLOCK_M)
    cols = tl.arange(0, BLOCK_N)
    mask = (rows[:, None] < M) & (cols[None, :] < N)
    at = rows[:, None] * stride_m + cols[None, :]
    x = tl.load(x_ptr + at, mask=mask, other=float('-inf'))
    x = tl.where(rows[:, None] < M, x, 0.0)
    top = tl.max(x, 1)
    p = tl.exp2((x - top[:, None]) * 1.4426950408889634)
    p = p / tl.sum(p, 1)[:, None]
    tl.store(y_ptr + at, p, mask=mask)
