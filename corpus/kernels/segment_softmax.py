import triton
import triton.language as tl


@triton.jit
def segment_softmax(x_ptr, starts_ptr, out_ptr, BLOCK: tl.constexpr):
    """The softmax of each segment of a vector, by tiles: once for the sum, once for the values."""
    r = tl.program_id(0)
    first = tl.load(starts_ptr + r)
    last = tl.load(starts_ptr + r + 1)
    m = -float('inf')
    l = 0.0
    for start in range(first, last, BLOCK):
        i = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + i, mask=i < last, other=-float('inf'))
        m_new = tl.maximum(m, tl.max(x, axis=0))
        l = l * tl.exp(m - m_new) + tl.sum(tl.exp(x - m_new), axis=0)
        m = m_new
    for start in range(first, last, BLOCK):
        i = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + i, mask=i < last, other=-float('inf'))
        tl.store(out_ptr + i, tl.exp(x - m) / l, mask=i < last)
