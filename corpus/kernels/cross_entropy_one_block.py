import triton
import triton.language as tl


@triton.jit
def cross_entropy_one_block(logits_ptr, labels_ptr, loss_ptr, row_stride, vocab, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    label = tl.load(labels_ptr + row)
    j = tl.arange(0, BLOCK)
    x = tl.load(logits_ptr + row * row_stride + j, mask=j < vocab, other=-float('inf')).to(tl.float32)
    m = tl.max(x, 0)
    lse = m + tl.log(tl.sum(tl.exp(x - m), 0))
    picked = tl.load(logits_ptr + row * row_stride + label).to(tl.float32)
    tl.store(loss_ptr + row, lse - picked)
