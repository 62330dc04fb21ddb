import triton
import triton.language as tl


@triton.jit
def attention_row(q_ptr, k_ptr, v_ptr, o_ptr, n_keys, scale, D: tl.constexpr, BLOCK_K: tl.constexpr):
    """One query a program over all keys, flash style."""
    query = tl.program_id(0)
    d = tl.arange(0, D)
    q = tl.load(q_ptr + query * D + d)
    m = -float('inf')
    total = 0.0
    acc = tl.zeros((D,), dtype=tl.float32)
    for start in range(0, n_keys, BLOCK_K):
        keys = start + tl.arange(0, BLOCK_K)
        inside = keys < n_keys
        k = tl.load(k_ptr + keys[:, None] * D + d[None, :], mask=inside[:, None], other=0.0)
        s = tl.sum(k * q[None, :], axis=1) * scale
        s = tl.where(inside, s, -float('inf'))
        m_new = tl.maximum(m, tl.max(s, axis=0))
        p = tl.exp(s - m_new)
        alpha = tl.exp(m - m_new)
        v = tl.load(v_ptr + keys[:, None] * D + d[None, :], mask=inside[:, None], other=0.0)
        acc = acc * alpha + tl.sum(p[:, None] * v, axis=0)
        total = total * alpha + tl.sum(p, axis=0)
        m = m_new
    tl.store(o_ptr + query * D + d, acc / total)
