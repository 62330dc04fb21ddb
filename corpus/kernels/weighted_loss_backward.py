import triton
import triton.language as tl


@triton.jit
def weighted_loss_backward(p_ptr, t_ptr, w_ptr, g_ptr, d_ptr, n, IS_SQUARED: tl.constexpr, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    m = i < n
    diff = tl.load(p_ptr + i, mask=m) - tl.load(t_ptr + i, mask=m)
    upstream = tl.load(g_ptr)
    if IS_SQUARED:
        grad = 2.0 * diff
    else:
        grad = tl.where(diff > 0, 1.0, tl.where(diff < 0, -1.0, 0.0))
    if w_ptr is not None:
        grad *= tl.load(w_ptr + i, mask=m)
    tl.store(d_ptr + i, grad * upstream, mask=m)
