import triton
import triton.language as tl


@triton.jit
def kl_div(x_ptr, t_ptr, y_ptr, stride, n, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    s = 0.0
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + row * stride + c, mask=c < n, other=0.0)
        t = tl.load(t_ptr + row * stride + c, mask=c < n, other=0.0)
        s += tl.sum(tl.where(c < n, tl.exp(t) * (t - x), 0.0), axis=0)
    tl.store(y_ptr + row, s)
