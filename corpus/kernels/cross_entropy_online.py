import triton
import triton.language as tl


@triton.jit
def cross_entropy_online(logits_ptr, target_ptr, loss_ptr, lse_ptr, stride, vocab, ignore_index, BLOCK: tl.constexpr):
    """Online log-sum-exp over the vocabulary; rows with the index to ignore give 0."""
    row = tl.program_id(0)
    y = tl.load(target_ptr + row)
    logits_ptr += row * stride
    m = float('-inf')
    d = 0.0
    for start in range(0, vocab, BLOCK):
        c = start + tl.arange(0, BLOCK)
        x = tl.load(logits_ptr + c, mask=c < vocab, other=float('-inf'))
        m_new = tl.maximum(m, tl.max(x))
        d = d * tl.exp(m - m_new) + tl.sum(tl.exp(x - m_new))
        m = m_new
    lse = m + tl.log(d)
    tl.store(lse_ptr + row, lse)
    if y == ignore_index:
        tl.store(loss_ptr + row, 0.0)
    else:
        tl.store(loss_ptr + row, lse - tl.load(logits_ptr + y))
