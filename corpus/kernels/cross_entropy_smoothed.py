import triton
import triton.language as tl


@triton.jit
def cross_entropy_smoothed(logits_ptr, target_ptr, loss_ptr, stride, vocab, smoothing, BLOCK: tl.constexpr):
    """Label smoothing: (1 - s) of the loss at the label, s of the mean over all classes."""
    row = tl.program_id(0)
    label = tl.load(target_ptr + row)
    x_row = logits_ptr + row * stride
    m = float('-inf')
    d = 0.0
    total = 0.0
    for start in range(0, vocab, BLOCK):
        c = start + tl.arange(0, BLOCK)
        x = tl.load(x_row + c, mask=c < vocab, other=float('-inf'))
        total += tl.sum(tl.where(c < vocab, x, 0.0))
        m_new = tl.maximum(m, tl.max(x))
        d = d * tl.exp(m - m_new) + tl.sum(tl.exp(x - m_new))
        m = m_new
    lse = m + tl.log(d)
    picked = tl.load(x_row + label)
    tl.store(loss_ptr + row, (1.0 - smoothing) * (lse - picked) + smoothing * (lse - total / vocab))
