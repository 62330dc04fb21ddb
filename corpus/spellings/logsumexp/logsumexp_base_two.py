import triton
import triton.language as tl


@triton.jit
def logsumexp(x_ptr, y_ptr, stride, n, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    c = tl.arange(0, BLOCK)
    x = tl.load(x_ptr + row * stride + c, mask=c < n, other=-float('inf'))
    z = x * 1.4426950408889634
    m = tl.max(z, axis=0)
    y = 0.6931471805599453 * (m + tl.log2(tl.sum(tl.exp2(z - m), axis=0)))
    tl.store(y_ptr + row, y)
