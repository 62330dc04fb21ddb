import triton
import triton.language as tl


@triton.jit
def flash_attention_base_two(q_ptr, k_ptr, v_ptr, o_ptr, sm_scale, seq, stride_h, stride_s,
                             D: tl.constexpr, BLOCK_M: tl.constexpr, BLOCK_N: tl.constexpr):
    """Causal, with 2 to the power of scores scaled by log2 e; keys after the last row of a tile are not looked at."""
    start_m = tl.program_id(0)
    head = tl.program_id(1)
    base = head * stride_h
    offs_m = start_m * BLOCK_M + tl.arange(0, BLOCK_M)
    offs_d = tl.arange(0, D)
    q = tl.load(q_ptr + base + offs_m[:, None] * stride_s + offs_d[None, :], mask=offs_m[:, None] < seq, other=0.0)
    qk_scale = sm_scale * 1.44269504
    m = tl.zeros([BLOCK_M], dtype=tl.float32) - float('inf')
    l = tl.zeros([BLOCK_M], dtype=tl.float32)
    acc = tl.zeros([BLOCK_M, D], dtype=tl.float32)
    end = tl.minimum((start_m + 1) * BLOCK_M, seq)
    for start_n in range(0, end, BLOCK_N):
        offs_n = start_n + tl.arange(0, BLOCK_N)
        k = tl.load(k_ptr + base + offs_n[None, :] * stride_s + offs_d[:, None], mask=offs_n[None, :] < seq, other=0.0)
        qk = tl.dot(q, k) * qk_scale
        visible = (offs_m[:, None] >= offs_n[None, :]) & (offs_n[None, :] < seq)
        qk = tl.where(visible, qk, float('-inf'))
        m_ij = tl.maximum(m, tl.max(qk, 1))
        p = tl.math.exp2(qk - m_ij[:, None])
        alpha = tl.math.exp2(m - m_ij)
        l = l * alpha + tl.sum(p, 1)
        v = tl.load(v_ptr + base + offs_n[:, None] * stride_s + offs_d[None, :], mask=offs_n[:, None] < seq, other=0.0)
        acc = tl.dot(p, v, acc * alpha[:, None])
        m = m_ij
    tl.store(o_ptr + base + offs_m[:, None] * stride_s + offs_d[None, :], acc / l[:, None], mask=offs_m[:, None] < seq)
