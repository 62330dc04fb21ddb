import triton
import triton.language as tl


@triton.jit
def softmax_backward_tiles(dx_ptr, dy_ptr, y_ptr, stride, n, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    dot = tl.zeros((BLOCK,), dtype=tl.float32)
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        y = tl.load(y_ptr + row * stride + c, mask=c < n, other=0.0)
        dy = tl.load(dy_ptr + row * stride + c, mask=c < n, other=0.0)
        dot += y * dy
    inner = tl.sum(dot, axis=0)
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        y = tl.load(y_ptr + row * stride + c, mask=c < n, other=0.0)
        dy = tl.load(dy_ptr + row * stride + c, mask=c < n, other=0.0)
        tl.store(dx_ptr + row * stride + c, y * (dy - inner), mask=c < n)
