import triton
import triton.language as tl


@triton.jit
def layer_norm_backward_tiles(dx_ptr, dy_ptr, x_ptr, w_ptr, mean_ptr, rstd_ptr, stride, n, BLOCK: tl.constexpr):
    """The two sums of a row first, then the gradient of its elements."""
    row = tl.program_id(0)
    mean = tl.load(mean_ptr + row)
    rstd = tl.load(rstd_ptr + row)
    sum_g = tl.zeros((BLOCK,), dtype=tl.float32)
    sum_gx = tl.zeros((BLOCK,), dtype=tl.float32)
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        mask = c < n
        g = tl.load(dy_ptr + row * stride + c, mask=mask, other=0.0) * tl.load(w_ptr + c, mask=mask, other=0.0)
        xhat = (tl.load(x_ptr + row * stride + c, mask=mask, other=0.0) - mean) * rstd
        sum_g += g
        sum_gx += g * xhat
    c1 = tl.sum(sum_gx) / n
    c2 = tl.sum(sum_g) / n
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        mask = c < n
        g = tl.load(dy_ptr + row * stride + c, mask=mask, other=0.0) * tl.load(w_ptr + c, mask=mask, other=0.0)
        xhat = (tl.load(x_ptr + row * stride + c, mask=mask, other=0.0) - mean) * rstd
        tl.store(dx_ptr + row * stride + c, (g - c2 - xhat * c1) * rstd, mask=mask)
