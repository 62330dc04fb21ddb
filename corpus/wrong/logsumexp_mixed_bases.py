import triton
import triton.language as tl


@triton.jit
def logsumexp_mixed_bases(x_ptr, lse_ptr, stride, n_cols, BLOCK: tl.constexpr):
    """Powers of two, a logarithm to base e."""
    row = tl.program_id(0)
    m = -float('inf')
    total = 0.0
    for start in range(0, n_cols, BLOCK):
        cols = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + row * stride + cols, mask=cols < n_cols, other=-float('inf'))
        m_new = tl.maximum(m, tl.max(x, axis=0))
        total = total * tl.exp2(m - m_new) + tl.sum(tl.exp2(x - m_new), axis=0)
        m = m_new
    tl.store(lse_ptr + row, m + tl.log(total))
