import triton
import triton.language as tl


@triton.jit
def attention(q_ptr, k_ptr, v_ptr, y_ptr, n, scale, D: tl.constexpr, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    d = tl.arange(0, D)
    q = tl.load(q_ptr + row * D + d)
    m = -float('inf')
    total = 0.0
    acc = tl.zeros((D,), dtype=tl.float32)
    for start in range(0, n, BLOCK):
        j = start + tl.arange(0, BLOCK)
        k = tl.load(k_ptr + j[:, None] * D + d[None, :], mask=j[:, None] < n, other=0.0)
        v = tl.load(v_ptr + j[:, None] * D + d[None, :], mask=j[:, None] < n, other=0.0)
        s = tl.where(j < n, tl.sum(q[None, :] * k, axis=1) * scale, -float('inf'))
        larger = tl.maximum(m, tl.max(s, axis=0))
        p = tl.exp(s - larger)
        alpha = tl.exp(m - larger)
        acc = acc * alpha + tl.sum(p[:, None] * v, axis=0)
        total = total * alpha + tl.sum(p, axis=0)
        m = larger
    tl.store(y_ptr + row * D + d, acc / total)
