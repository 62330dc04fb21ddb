import triton
import triton.language as tl


@triton.jit
def flash_varlen_one_too_long(q_ptr, k_ptr, v_ptr, o_ptr, starts_ptr, scale, stride_q, stride_k, D: tl.constexpr, BLOCK_M: tl.constexpr, BLOCK_N: tl.constexpr):
    """A query too many: the first one of the next sequence."""
    seq = tl.program_id(1)
    first = tl.load(starts_ptr + seq)
    length = tl.load(starts_ptr + seq + 1) - first
    start_m = tl.program_id(0) * BLOCK_M
    if start_m >= length:
        return
    i = start_m + tl.arange(0, BLOCK_M)
    d = tl.arange(0, D)
    q = tl.load(q_ptr + (first + i)[:, None] * stride_q + d[None, :], mask=i[:, None] <= length, other=0.0)
    m = tl.full([BLOCK_M], float('-inf'), tl.float32)
    l = tl.zeros([BLOCK_M], tl.float32)
    acc = tl.zeros([BLOCK_M, D], tl.float32)
    for start_n in range(0, length, BLOCK_N):
        j = start_n + tl.arange(0, BLOCK_N)
        k = tl.load(k_ptr + (first + j)[:, None] * stride_k + d[None, :], mask=j[:, None] < length, other=0.0)
        v = tl.load(v_ptr + (first + j)[:, None] * stride_k + d[None, :], mask=j[:, None] < length, other=0.0)
        s = tl.where(j[None, :] < length, tl.dot(q, tl.trans(k)) * scale, float('-inf'))
        m_new = tl.maximum(m, tl.max(s, 1))
        alpha = tl.exp(m - m_new)
        p = tl.exp(s - m_new[:, None])
        l = l * alpha + tl.sum(p, 1)
        acc = acc * alpha[:, None] + tl.dot(p, v)
        m = m_new
    tl.store(o_ptr + (first + i)[:, None] * stride_q + d[None, :], acc / l[:, None], mask=i[:, None] <= length)
