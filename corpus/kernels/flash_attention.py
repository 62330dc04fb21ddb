import triton
import triton.language as tl


@triton.jit
def flash_attention(Q, K, V, O, L, scale, stride_qh, stride_qm, stride_kh, stride_kn, stride_vh, stride_vn, stride_oh, stride_om,
                    n_queries, n_keys, HEAD_DIM: tl.constexpr, CAUSAL: tl.constexpr, BLOCK_M: tl.constexpr, BLOCK_N: tl.constexpr):
    """One head a program in axis 1; also the log-sum-exp of each row, for the backward pass."""
    head = tl.program_id(1)
    rows = tl.program_id(0) * BLOCK_M + tl.arange(0, BLOCK_M)
    d = tl.arange(0, HEAD_DIM)
    q = tl.load(Q + head * stride_qh + rows[:, None] * stride_qm + d[None, :], mask=rows[:, None] < n_queries, other=0.0)
    m_i = tl.full((BLOCK_M,), float('-inf'), dtype=tl.float32)
    l_i = tl.zeros((BLOCK_M,), dtype=tl.float32)
    acc = tl.zeros((BLOCK_M, HEAD_DIM), dtype=tl.float32)
    for start in range(0, n_keys, BLOCK_N):
        cols = start + tl.arange(0, BLOCK_N)
        k = tl.load(K + head * stride_kh + cols[:, None] * stride_kn + d[None, :], mask=cols[:, None] < n_keys, other=0.0)
        v = tl.load(V + head * stride_vh + cols[:, None] * stride_vn + d[None, :], mask=cols[:, None] < n_keys, other=0.0)
        s = tl.dot(q, tl.trans(k)) * scale
        s = tl.where(cols[None, :] < n_keys, s, float('-inf'))
        if CAUSAL:
            s = tl.where(rows[:, None] >= cols[None, :], s, float('-inf'))
        m_new = tl.maximum(m_i, tl.max(s, axis=1))
        alpha = tl.exp(m_i - m_new)
        p = tl.exp(s - m_new[:, None])
        l_i = l_i * alpha + tl.sum(p, axis=1)
        acc = acc * alpha[:, None] + tl.dot(p, v)
        m_i = m_new
    tl.store(O + head * stride_oh + rows[:, None] * stride_om + d[None, :], acc / l_i[:, None], mask=rows[:, None] < n_queries)
    tl.store(L + head * n_queries + rows, m_i + tl.log(l_i), mask=rows < n_queries)
