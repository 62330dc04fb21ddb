import triton
import triton.language as tl


@triton.jit
def mse(x_ptr, t_ptr, y_ptr, stride, n, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    xx = 0.0
    xt = 0.0
    tt = 0.0
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + row * stride + c, mask=c < n, other=0.0)
        t = tl.load(t_ptr + row * stride + c, mask=c < n, other=0.0)
        xx += tl.sum(x * x, axis=0)
        xt += tl.sum(x * t, axis=0)
        tt += tl.sum(t * t, axis=0)
    tl.store(y_ptr + row, (xx - 2.0 * xt + tt) / n)
