import triton
import triton.language as tl


@triton.jit
def kl_divergence_rows(log_q_ptr, p_ptr, out_ptr, stride, n, eps, LOG_TARGET: tl.constexpr, BLOCK: tl.constexpr):
    """KL(p || q) of each row; the target comes as probabilities or as their logarithms."""
    row = tl.program_id(0)
    total = 0.0
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        q = tl.load(log_q_ptr + row * stride + c, mask=c < n, other=0.0)
        p = tl.load(p_ptr + row * stride + c, mask=c < n, other=0.0)
        if LOG_TARGET:
            term = tl.exp(p) * (p - q)
        else:
            term = p * (tl.log(tl.maximum(p, eps)) - q)
        total += tl.sum(tl.where(c < n, term, 0.0), axis=0)
    tl.store(out_ptr + row, total)
