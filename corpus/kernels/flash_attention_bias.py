import triton
import triton.language as tl


@triton.jit
def flash_attention_bias(q_ptr, k_ptr, v_ptr, bias_ptr, o_ptr, n_q, n_k, scale, stride_q, stride_k, stride_bias,
                         D: tl.constexpr, BLOCK_M: tl.constexpr, BLOCK_N: tl.constexpr):
    """A bias for each pair of query and key is added to the scores."""
    i = tl.program_id(0) * BLOCK_M + tl.arange(0, BLOCK_M)
    d = tl.arange(0, D)
    q = tl.load(q_ptr + i[:, None] * stride_q + d[None, :], mask=i[:, None] < n_q, other=0.0)
    m = tl.full([BLOCK_M], float('-inf'), tl.float32)
    l = tl.zeros([BLOCK_M], tl.float32)
    acc = tl.zeros([BLOCK_M, D], tl.float32)
    for start in range(0, n_k, BLOCK_N):
        j = start + tl.arange(0, BLOCK_N)
        k = tl.load(k_ptr + j[:, None] * stride_k + d[None, :], mask=j[:, None] < n_k, other=0.0)
        v = tl.load(v_ptr + j[:, None] * stride_k + d[None, :], mask=j[:, None] < n_k, other=0.0)
        bias = tl.load(bias_ptr + i[:, None] * stride_bias + j[None, :], mask=(i[:, None] < n_q) & (j[None, :] < n_k), other=0.0)
        s = tl.dot(q, tl.trans(k)) * scale + bias
        s = tl.where(j[None, :] < n_k, s, float('-inf'))
        m_new = tl.maximum(m, tl.max(s, 1))
        alpha = tl.exp(m - m_new)
        p = tl.exp(s - m_new[:, None])
        l = l * alpha + tl.sum(p, 1)
        acc = acc * alpha[:, None] + tl.dot(p, v)
        m = m_new
    tl.store(o_ptr + i[:, None] * stride_q + d[None, :], acc / l[:, None], mask=i[:, None] < n_q)
