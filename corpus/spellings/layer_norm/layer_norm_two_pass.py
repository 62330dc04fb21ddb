import triton
import triton.language as tl


@triton.jit
def layer_norm(x_ptr, w_ptr, b_ptr, y_ptr, stride, n, eps, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    c = tl.arange(0, BLOCK)
    x = tl.load(x_ptr + row * stride + c, mask=c < n, other=0.0)
    mean = tl.sum(x, axis=0) / n
    d = tl.where(c < n, x - mean, 0.0)
    w = tl.load(w_ptr + c, mask=c < n, other=0.0)
    b = tl.load(b_ptr + c, mask=c < n, other=0.0)
    y = w * d / tl.sqrt(tl.sum(d * d, axis=0) / n + eps) + b
    tl.store(y_ptr + row * stride + c, y, mask=c < n)
