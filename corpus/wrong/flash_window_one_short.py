import triton
import triton.language as tl


@triton.jit
def flash_window_one_short(q_ptr, k_ptr, v_ptr, o_ptr, seq, window, scale, stride, D: tl.constexpr, BLOCK_M: tl.constexpr, BLOCK_N: tl.constexpr):
    """The window leaves out the query itself: the first one sees nothing."""
    i = tl.program_id(0) * BLOCK_M + tl.arange(0, BLOCK_M)
    d = tl.arange(0, D)
    q = tl.load(q_ptr + i[:, None] * stride + d[None, :], mask=i[:, None] < seq, other=0.0)
    m = tl.full([BLOCK_M], float('-inf'), tl.float32)
    l = tl.zeros([BLOCK_M], tl.float32)
    acc = tl.zeros([BLOCK_M, D], tl.float32)
    for start in range(0, seq, BLOCK_N):
        j = start + tl.arange(0, BLOCK_N)
        k = tl.load(k_ptr + j[:, None] * stride + d[None, :], mask=j[:, None] < seq, other=0.0)
        v = tl.load(v_ptr + j[:, None] * stride + d[None, :], mask=j[:, None] < seq, other=0.0)
        gap = i[:, None] - j[None, :]
        s = tl.where((gap > 0) & (gap < window), tl.dot(q, tl.trans(k)) * scale, float('-inf'))
        m_new = tl.maximum(m, tl.max(s, 1))
        shift = tl.where(m_new == float('-inf'), 0.0, m_new)
        alpha = tl.exp(m - shift)
        p = tl.exp(s - shift[:, None])
        l = l * alpha + tl.sum(p, 1)
        acc = acc * alpha[:, None] + tl.dot(p, v)
        m = m_new
    l = tl.where(i < seq, l, 1.0)
    tl.store(o_ptr + i[:, None] * stride + d[None, :], acc / l[:, None], mask=i[:, None] < seq)
