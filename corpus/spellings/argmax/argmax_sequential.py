import triton
import triton.language as tl


@triton.jit
def argmax(x_ptr, y_ptr, stride, n, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    best = tl.load(x_ptr + row * stride)
    y = 0
    for k in range(1, n):
        x = tl.load(x_ptr + row * stride + k)
        y = tl.where(x > best, k, y)
        best = tl.maximum(best, x)
    tl.store(y_ptr + row, y)
