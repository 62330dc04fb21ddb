import triton
import triton.language as tl


@triton.jit
def cross_entropy(x_ptr, t_ptr, y_ptr, stride, n, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    m = -float('inf')
    s = 0.0
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + row * stride + c, mask=c < n, other=-float('inf'))
        larger = tl.maximum(m, tl.max(x, axis=0))
        s = s * tl.exp(m - larger) + tl.sum(tl.exp(x - larger), axis=0)
        m = larger
    label = tl.load(x_ptr + row * stride + tl.load(t_ptr + row))
    tl.store(y_ptr + row, m + tl.log(s) - label)
