import triton
import triton.language as tl


@triton.jit
def online_softmax_rescaled_backwards(x_ptr, lse_ptr, stride, n_cols, BLOCK: tl.constexpr):
    """The factor of the old sum is upside down."""
    row = tl.program_id(0)
    m = -10.0
    total = 0.0
    for start in range(0, n_cols, BLOCK):
        cols = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + row * stride + cols, mask=cols < n_cols, other=-float('inf'))
        m_new = tl.maximum(m, tl.max(x, axis=0))
        total = total * tl.exp(m_new - m) + tl.sum(tl.exp(x - m_new), axis=0)
        m = m_new
    tl.store(lse_ptr + row, m + tl.log(total))
