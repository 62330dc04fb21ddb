import triton
import triton.language as tl


@triton.jit
def softmax_three_pass(x_ptr, y_ptr, stride_x, stride_y, n, BLOCK: tl.constexpr):
    """Maximum, sum, quotient: the row is read three times."""
    row = tl.program_id(0)
    peak = tl.full((BLOCK,), float('-inf'), dtype=tl.float32)
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        peak = tl.maximum(peak, tl.load(x_ptr + row * stride_x + c, mask=c < n, other=float('-inf')))
    top = tl.max(peak, axis=0)
    total = tl.zeros((BLOCK,), dtype=tl.float32)
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        total += tl.exp(tl.load(x_ptr + row * stride_x + c, mask=c < n, other=float('-inf')) - top)
    denominator = tl.sum(total, axis=0)
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + row * stride_x + c, mask=c < n, other=float('-inf'))
        tl.store(y_ptr + row * stride_y + c, tl.exp(x - top) / denominator, mask=c < n)
