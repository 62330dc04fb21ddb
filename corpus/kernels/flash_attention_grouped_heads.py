import triton
import triton.language as tl


@triton.jit
def flash_attention_grouped_heads(q_ptr, k_ptr, v_ptr, o_ptr, n_q, n_k, scale, q_heads, kv_heads,
                                  stride_qb, stride_qh, stride_qm, stride_kb, stride_kh, stride_kn,
                                  D: tl.constexpr, BLOCK_M: tl.constexpr, BLOCK_N: tl.constexpr):
    """Several heads of queries share one head of keys and values (GQA); axis 1 counts batch and head together."""
    pair = tl.program_id(1)
    batch = pair // q_heads
    head = pair % q_heads
    kv_head = head // (q_heads // kv_heads)
    q_ptr += batch * stride_qb + head * stride_qh
    o_ptr += batch * stride_qb + head * stride_qh
    k_ptr += batch * stride_kb + kv_head * stride_kh
    v_ptr += batch * stride_kb + kv_head * stride_kh
    i = tl.program_id(0) * BLOCK_M + tl.arange(0, BLOCK_M)
    d = tl.arange(0, D)
    q = tl.load(q_ptr + i[:, None] * stride_qm + d[None, :], mask=i[:, None] < n_q, other=0.0)
    m = tl.full([BLOCK_M], float('-inf'), tl.float32)
    l = tl.zeros([BLOCK_M], tl.float32)
    acc = tl.zeros([BLOCK_M, D], tl.float32)
    for start in range(0, n_k, BLOCK_N):
        j = start + tl.arange(0, BLOCK_N)
        k = tl.load(k_ptr + j[:, None] * stride_kn + d[None, :], mask=j[:, None] < n_k, other=0.0)
        v = tl.load(v_ptr + j[:, None] * stride_kn + d[None, :], mask=j[:, None] < n_k, other=0.0)
        s = tl.where(j[None, :] < n_k, tl.dot(q, tl.trans(k)) * scale, float('-inf'))
        m_new = tl.maximum(m, tl.max(s, 1))
        alpha = tl.exp(m - m_new)
        p = tl.exp(s - m_new[:, None])
        l = l * alpha + tl.sum(p, 1)
        acc = acc * alpha[:, None] + tl.dot(p, v)
        m = m_new
    tl.store(o_ptr + i[:, None] * stride_qm + d[None, :], acc / l[:, None], mask=i[:, None] < n_q)
