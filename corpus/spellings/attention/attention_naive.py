import triton
import triton.language as tl


@triton.jit
def attention(q_ptr, k_ptr, v_ptr, y_ptr, n, scale, D: tl.constexpr, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    d = tl.arange(0, D)
    q = tl.load(q_ptr + row * D + d)
    j = tl.arange(0, BLOCK)
    k = tl.load(k_ptr + j[:, None] * D + d[None, :], mask=j[:, None] < n, other=0.0)
    v = tl.load(v_ptr + j[:, None] * D + d[None, :], mask=j[:, None] < n, other=0.0)
    s = tl.where(j < n, tl.sum(q[None, :] * k, axis=1) * scale, -float('inf'))
    p = tl.exp(s)
    y = tl.sum(p[:, None] * v, axis=0) / tl.sum(p, axis=0)
    tl.store(y_ptr + row * D + d, y)
