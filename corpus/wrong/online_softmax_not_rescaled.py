import triton
import triton.language as tl


@triton.jit
def online_softmax_not_rescaled(x_ptr, lse_ptr, stride, n_cols, BLOCK: tl.constexpr):
    """The sum so far belongs to an older maximum."""
    row = tl.program_id(0)
    m = -float('inf')
    total = 0.0
    for start in range(0, n_cols, BLOCK):
        cols = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + row * stride + cols, mask=cols < n_cols, other=-float('inf'))
        m_new = tl.maximum(m, tl.max(x, axis=0))
        total = total + tl.sum(tl.exp(x - m_new), axis=0)
        m = m_new
    tl.store(lse_ptr + row, m + tl.log(total))
