import triton
import triton.language as tl


@triton.jit
def attention_backward_dq(q_ptr, k_ptr, v_ptr, do_ptr, lse_ptr, delta_ptr, dq_ptr, n_q, n_k, scale, stride,
                          D: tl.constexpr, BLOCK_M: tl.constexpr, BLOCK_N: tl.constexpr):
    """The probabilities again from the kept log-sum-exp, a tile of keys at a time."""
    i = tl.program_id(0) * BLOCK_M + tl.arange(0, BLOCK_M)
    d = tl.arange(0, D)
    inside = i[:, None] < n_q
    q = tl.load(q_ptr + i[:, None] * stride + d[None, :], mask=inside, other=0.0)
    do = tl.load(do_ptr + i[:, None] * stride + d[None, :], mask=inside, other=0.0)
    lse = tl.load(lse_ptr + i, mask=i < n_q, other=0.0)
    delta = tl.load(delta_ptr + i, mask=i < n_q, other=0.0)
    dq = tl.zeros([BLOCK_M, D], dtype=tl.float32)
    for start in range(0, n_k, BLOCK_N):
        j = start + tl.arange(0, BLOCK_N)
        k = tl.load(k_ptr + j[:, None] * stride + d[None, :], mask=j[:, None] < n_k, other=0.0)
        v = tl.load(v_ptr + j[:, None] * stride + d[None, :], mask=j[:, None] < n_k, other=0.0)
        p = tl.exp(tl.dot(q, tl.trans(k)) * scale - lse[:, None])
        p = tl.where(j[None, :] < n_k, p, 0.0)
        ds = p * (tl.dot(do, tl.trans(v)) - delta[:, None])
        dq += tl.dot(ds, k) * scale
    tl.store(dq_ptr + i[:, None] * stride + d[None, :], dq, mask=inside)
