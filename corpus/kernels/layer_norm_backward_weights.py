import triton
import triton.language as tl


@triton.jit
def layer_norm_backward_weights(dy_ptr, x_ptr, mean_ptr, rstd_ptr, dw_ptr, db_ptr, M, N, stride, BLOCK_M: tl.constexpr, BLOCK_N: tl.constexpr):
    """Gradients of weight and bias: a program walks down the rows of its columns."""
    cols = tl.program_id(0) * BLOCK_N + tl.arange(0, BLOCK_N)
    dw = tl.zeros((BLOCK_M, BLOCK_N), dtype=tl.float32)
    db = tl.zeros((BLOCK_M, BLOCK_N), dtype=tl.float32)
    for i in range(0, M, BLOCK_M):
        rows = i + tl.arange(0, BLOCK_M)
        mask = (rows[:, None] < M) & (cols[None, :] < N)
        offs = rows[:, None] * stride + cols[None, :]
        dy = tl.load(dy_ptr + offs, mask=mask, other=0.)
        x = tl.load(x_ptr + offs, mask=mask, other=0.)
        mean = tl.load(mean_ptr + rows, mask=rows < M, other=0.)
        rstd = tl.load(rstd_ptr + rows, mask=rows < M, other=0.)
        dw += dy * (x - mean[:, None]) * rstd[:, None]
        db += dy
    tl.store(dw_ptr + cols, tl.sum(dw, axis=0), mask=cols < N)
    tl.store(db_ptr + cols, tl.sum(db, axis=0), mask=cols < N)
