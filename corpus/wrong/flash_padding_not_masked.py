import triton
import triton.language as tl


@triton.jit
def flash_padding_not_masked(q_ptr, k_ptr, v_ptr, o_ptr, n_keys, scale, D: tl.constexpr, BLOCK_K: tl.constexpr):
    """Keys past the end are zeros: their scores are 0 and their weights are not."""
    row = tl.program_id(0)
    d = tl.arange(0, D)
    q = tl.load(q_ptr + row * D + d)
    m = -float('inf')
    l = 0.0
    acc = tl.zeros((D,), dtype=tl.float32)
    for start in range(0, n_keys, BLOCK_K):
        j = start + tl.arange(0, BLOCK_K)
        k = tl.load(k_ptr + j[:, None] * D + d[None, :], mask=j[:, None] < n_keys, other=0.0)
        v = tl.load(v_ptr + j[:, None] * D + d[None, :], mask=j[:, None] < n_keys, other=0.0)
        s = tl.sum(q[None, :] * k, axis=1) * scale
        m_new = tl.maximum(m, tl.max(s, axis=0))
        alpha = tl.exp(m - m_new)
        p = tl.exp(s - m_new)
        l = l * alpha + tl.sum(p, axis=0)
        acc = acc * alpha + tl.sum(p[:, None] * v, axis=0)
        m = m_new
    tl.store(o_ptr + row * D + d, acc / l)
