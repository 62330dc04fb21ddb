import triton
import triton.language as tl


@triton.jit
def cosine_similarity(x_ptr, t_ptr, y_ptr, stride, n, eps, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    c = tl.arange(0, BLOCK)
    x = tl.load(x_ptr + row * stride + c, mask=c < n, other=0.0)
    t = tl.load(t_ptr + row * stride + c, mask=c < n, other=0.0)
    x_unit = x / tl.maximum(tl.sqrt(tl.sum(x * x, axis=0)), eps)
    t_unit = t / tl.maximum(tl.sqrt(tl.sum(t * t, axis=0)), eps)
    y = tl.sum(x_unit * t_unit, axis=0)
    tl.store(y_ptr + row, y)
