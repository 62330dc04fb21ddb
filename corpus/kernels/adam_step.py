import triton
import triton.language as tl


@triton.jit
def adam_step(p_ptr, g_ptr, m_ptr, v_ptr, lr, beta1, beta2, eps, weight_decay, n, BLOCK: tl.constexpr):
    """One step of AdamW without bias correction: three tensors in place."""
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    mask = i < n
    p = tl.load(p_ptr + i, mask=mask)
    g = tl.load(g_ptr + i, mask=mask)
    m = beta1 * tl.load(m_ptr + i, mask=mask) + (1 - beta1) * g
    v = beta2 * tl.load(v_ptr + i, mask=mask) + (1 - beta2) * g * g
    p -= lr * (m / (tl.sqrt(v) + eps) + weight_decay * p)
    tl.store(m_ptr + i, m, mask=mask)
    tl.store(v_ptr + i, v, mask=mask)
    tl.store(p_ptr + i, p, mask=mask)
