import triton
import triton.language as tl


@triton.jit
def bce_with_logits(x_ptr, t_ptr, loss_ptr, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    m = i < n
    x = tl.load(x_ptr + i, mask=m, other=0.0)
    t = tl.load(t_ptr + i, mask=m, other=0.0)
    loss = tl.maximum(x, 0.0) - x * t + tl.log(1.0 + tl.exp(-tl.abs(x)))
    tl.store(loss_ptr + i, loss, mask=m)
