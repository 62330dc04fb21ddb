import triton
import triton.language as tl


@triton.jit
def variance(x_ptr, y_ptr, stride, n, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    s = tl.zeros((BLOCK,), dtype=tl.float32)
    ss = tl.zeros((BLOCK,), dtype=tl.float32)
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + row * stride + c, mask=c < n, other=0.0)
        s += x
        ss += x * x
    mean = tl.sum(s, axis=0) / n
    tl.store(y_ptr + row, tl.sum(ss, axis=0) / n - mean * mean)
