import triton
import triton.language as tl


@triton.jit
def kl_div(x_ptr, t_ptr, y_ptr, stride, n, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    entropy = 0.0
    cross = 0.0
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + row * stride + c, mask=c < n, other=0.0)
        t = tl.load(t_ptr + row * stride + c, mask=c < n, other=0.0)
        p = tl.exp(t)
        entropy += tl.sum(tl.where(c < n, p * t, 0.0), axis=0)
        cross += tl.sum(tl.where(c < n, p * x, 0.0), axis=0)
    tl.store(y_ptr + row, entropy - cross)
