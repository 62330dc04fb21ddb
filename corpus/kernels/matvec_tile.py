import triton
import triton.language as tl


@triton.jit
def matvec_tile(A, x, y, M, N, stride_am, BLOCK_M: tl.constexpr, BLOCK_N: tl.constexpr):
    rows = tl.program_id(0) * BLOCK_M + tl.arange(0, BLOCK_M)
    cols = tl.arange(0, BLOCK_N)
    a = tl.load(A + rows[:, None] * stride_am + cols[None, :],
                mask=(rows[:, None] < M) & (cols[None, :] < N), other=0.0)
    v = tl.load(x + cols, mask=cols < N, other=0.0)
    tl.store(y + rows, tl.sum(a * v[None, :], axis=1), mask=rows < M)
