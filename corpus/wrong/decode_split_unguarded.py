import triton
import triton.language as tl


@triton.jit
def decode_split_unguarded(q_ptr, k_ptr, v_ptr, part_ptr, lse_ptr, n_keys, per_split, scale, D: tl.constexpr, BLOCK_N: tl.constexpr):
    """Slices past the last key are stored too: they have no key."""
    split = tl.program_id(0)
    d = tl.arange(0, D)
    q = tl.load(q_ptr + d)
    first = split * per_split
    last = tl.minimum(first + per_split, n_keys)
    m = -float('inf')
    l = 0.0
    acc = tl.zeros([D], dtype=tl.float32)
    for start in range(first, last, BLOCK_N):
        j = start + tl.arange(0, BLOCK_N)
        k = tl.load(k_ptr + j[:, None] * D + d[None, :], mask=j[:, None] < last, other=0.0)
        s = tl.where(j < last, tl.sum(q[None, :] * k, axis=1) * scale, float('-inf'))
        m_new = tl.maximum(m, tl.max(s, axis=0))
        alpha = tl.exp(m - m_new)
        p = tl.exp(s - m_new)
        v = tl.load(v_ptr + j[:, None] * D + d[None, :], mask=j[:, None] < last, other=0.0)
        acc = acc * alpha + tl.sum(p[:, None] * v, axis=0)
        l = l * alpha + tl.sum(p, axis=0)
        m = m_new
    tl.store(part_ptr + split * D + d, acc / l)
    tl.store(lse_ptr + split, m + tl.log(l))
