import triton
import triton.language as tl


@triton.jit
def layer_norm_one_pass(x_ptr, y_ptr, w_ptr, b_ptr, mean_ptr, rstd_ptr, stride, n, eps, BLOCK: tl.constexpr):
    """Sum and sum of squares in one pass; mean and reciprocal deviation are kept for the backward pass."""
    row = tl.program_id(0)
    x_row = x_ptr + row * stride
    s = tl.zeros((BLOCK,), dtype=tl.float32)
    ss = tl.zeros((BLOCK,), dtype=tl.float32)
    for c0 in range(0, n, BLOCK):
        c = c0 + tl.arange(0, BLOCK)
        x = tl.load(x_row + c, mask=c < n, other=0.0).to(tl.float32)
        s += x
        ss += x * x
    mean = tl.sum(s, axis=0) / n
    var = tl.sum(ss, axis=0) / n - mean * mean
    rstd = tl.rsqrt(var + eps)
    tl.store(mean_ptr + row, mean)
    tl.store(rstd_ptr + row, rstd)
    for c0 in range(0, n, BLOCK):
        c = c0 + tl.arange(0, BLOCK)
        x = tl.load(x_row + c, mask=c < n, other=0.0).to(tl.float32)
        w = tl.load(w_ptr + c, mask=c < n)
        b = tl.load(b_ptr + c, mask=c < n)
        tl.store(y_ptr + row * stride + c, (x - mean) * rstd * w + b, mask=c < n)
