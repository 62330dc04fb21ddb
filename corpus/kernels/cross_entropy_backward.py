import triton
import triton.language as tl


@triton.jit
def cross_entropy_backward(logits_ptr, dloss_ptr, lse_ptr, target_ptr, stride, vocab, BLOCK: tl.constexpr):
    """In place: the logits become their gradient."""
    row = tl.program_id(0)
    c = tl.program_id(1) * BLOCK + tl.arange(0, BLOCK)
    mask = c < vocab
    label = tl.load(target_ptr + row)
    x = tl.load(logits_ptr + row * stride + c, mask=mask, other=0.0)
    p = tl.exp(x - tl.load(lse_ptr + row))
    grad = tl.where(c == label, p - 1.0, p) * tl.load(dloss_ptr + row)
    tl.store(logits_ptr + row * stride + c, grad, mask=mask)
