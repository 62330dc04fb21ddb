import triton
import triton.language as tl


@triton.jit
def layer_norm(x_ptr, w_ptr, b_ptr, y_ptr, stride, n, eps, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    mean = 0.0
    m2 = 0.0
    for k in range(n):
        x = tl.load(x_ptr + row * stride + k)
        delta = x - mean
        mean += delta / (k + 1)
        m2 += delta * (x - mean)
    rstd = tl.rsqrt(m2 / n + eps)
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + row * stride + c, mask=c < n, other=0.0)
        w = tl.load(w_ptr + c, mask=c < n, other=0.0)
        b = tl.load(b_ptr + c, mask=c < n, other=0.0)
        tl.store(y_ptr + row * stride + c, (x - mean) * rstd * w + b, mask=c < n)
