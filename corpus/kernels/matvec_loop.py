import triton
import triton.language as tl


@triton.jit
def matvec_loop(A, x, y, M, N, stride_am, BLOCK_M: tl.constexpr, BLOCK_N: tl.constexpr):
    """y = A x, a tile of columns at a time, lanes added up at the end."""
    rows = tl.program_id(0) * BLOCK_M + tl.arange(0, BLOCK_M)
    acc = tl.zeros((BLOCK_M, BLOCK_N), dtype=tl.float32)
    for first in range(0, N, BLOCK_N):
        cols = first + tl.arange(0, BLOCK_N)
        a = tl.load(A + rows[:, None] * stride_am + cols[None, :], mask=(rows[:, None] < M) & (cols[None, :] < N), other=0.0)
        v = tl.load(x + cols, mask=cols < N, other=0.0)
        acc += a * v[None, :]
    tl.store(y + rows, tl.sum(acc, axis=1), mask=rows < M)
