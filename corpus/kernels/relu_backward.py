import triton
import triton.language as tl


@triton.jit
def relu_bwd(grad_out, saved, grad_in, numel, BLOCK: tl.constexpr):
    idx = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    keep = idx < numel
    g = tl.load(grad_out + idx, mask=keep)
    s = tl.load(saved + idx, mask=keep)
    tl.store(grad_in + idx, tl.where(s > 0, g, 0), mask=keep)
