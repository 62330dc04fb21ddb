import triton
import triton.language as tl


@triton.jit
def decode_attention_merge(part_ptr, lse_ptr, o_ptr, n_splits, D: tl.constexpr):
    """Weighs the partial outputs by their shares of the whole normaliser."""
    row = tl.program_id(0)
    d = tl.arange(0, D)
    m = -float('inf')
    total = 0.0
    acc = tl.zeros([D], dtype=tl.float32)
    for s in range(0, n_splits):
        lse = tl.load(lse_ptr + row * n_splits + s)
        part = tl.load(part_ptr + (row * n_splits + s) * D + d)
        m_new = tl.maximum(m, lse)
        old = tl.exp(m - m_new)
        share = tl.exp(lse - m_new)
        acc = acc * old + share * part
        total = total * old + share
        m = m_new
    tl.store(o_ptr + row * D + d, acc / total)
