import triton
import triton.language as tl


@triton.jit
def variance(x_ptr, y_ptr, stride, n, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    mean = 0.0
    m2 = 0.0
    for k in range(n):
        x = tl.load(x_ptr + row * stride + k)
        delta = x - mean
        mean += delta / (k + 1)
        m2 += delta * (x - mean)
    tl.store(y_ptr + row, m2 / n)
