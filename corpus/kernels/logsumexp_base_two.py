import triton
import triton.language as tl


@triton.jit
def logsumexp_base_two(x_ptr, lse_ptr, n_rows, n, stride, BLOCK_M: tl.constexpr, BLOCK_N: tl.constexpr):
    """Several rows a program; powers of two instead of e, as the hardware likes them."""
    LOG2E: tl.constexpr = 1.4426950408889634
    rows = tl.program_id(0) * BLOCK_M + tl.arange(0, BLOCK_M)
    m = tl.zeros((BLOCK_M,), dtype=tl.float32) - float('inf')
    acc = tl.zeros((BLOCK_M,), dtype=tl.float32)
    for start in range(0, n, BLOCK_N):
        cols = start + tl.arange(0, BLOCK_N)
        x = tl.load(x_ptr + rows[:, None] * stride + cols[None, :], mask=(rows < n_rows)[:, None], other=0.0)
        x = tl.where((cols < n)[None, :], x * LOG2E, float('-inf'))
        m_new = tl.maximum(m, tl.max(x, axis=1))
        acc = acc * tl.exp2(m - m_new) + tl.sum(tl.exp2(x - m_new[:, None]), axis=1)
        m = m_new
    tl.store(lse_ptr + rows, (m + tl.log2(acc)) / LOG2E, mask=rows < n_rows)
