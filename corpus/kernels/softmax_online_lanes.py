import triton
import triton.language as tl


@triton.jit
def softmax_online_lanes(x_ptr, y_ptr, stride, n, BLOCK: tl.constexpr):
    """Every lane keeps a running maximum and sum of its own columns; the lanes are merged after the loop."""
    row = tl.program_id(0)
    cols = tl.arange(0, BLOCK)
    m = tl.full((BLOCK,), -1e30, dtype=tl.float32)
    s = tl.zeros((BLOCK,), dtype=tl.float32)
    for start in range(0, n, BLOCK):
        x = tl.load(x_ptr + row * stride + start + cols, mask=start + cols < n, other=-1e30)
        larger = tl.maximum(m, x)
        s = s * tl.exp(m - larger) + tl.where(start + cols < n, tl.exp(x - larger), 0.0)
        m = larger
    top = tl.max(m, axis=0)
    total = tl.sum(s * tl.exp(m - top), axis=0)
    for start in range(0, n, BLOCK):
        keep = start + cols < n
        x = tl.load(x_ptr + row * stride + start + cols, mask=keep, other=0.0)
        tl.store(y_ptr + row * stride + start + cols, tl.exp(x - top) / total, mask=keep)
