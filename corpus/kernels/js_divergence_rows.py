import triton
import triton.language as tl


@triton.jit
def js_divergence_rows(log_q_ptr, log_p_ptr, loss_ptr, grad_ptr, stride, n, beta, BLOCK: tl.constexpr):
    """Generalised Jensen-Shannon divergence of a row, and its gradient with respect to log q."""
    row = tl.program_id(0)
    loss = tl.zeros((BLOCK,), dtype=tl.float32)
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        mask = c < n
        log_q = tl.load(log_q_ptr + row * stride + c, mask=mask, other=float('-inf'))
        log_p = tl.load(log_p_ptr + row * stride + c, mask=mask, other=float('-inf'))
        q = tl.exp(log_q)
        p = tl.exp(log_p)
        m = beta * p + (1 - beta) * q
        log_m = tl.log(m)
        loss += tl.where(mask, beta * p * (log_p - log_m) + (1 - beta) * q * (log_q - log_m), 0.0)
        tl.store(grad_ptr + row * stride + c, (1 - beta) * q * (log_q - log_m), mask=mask)
    tl.store(loss_ptr + row, tl.sum(loss, axis=0))
