import triton
import triton.language as tl


@triton.jit
def min_max_tiles(x_ptr, low_ptr, high_ptr, stride, n, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    low = tl.full((BLOCK,), float('inf'), tl.float32)
    high = tl.full((BLOCK,), float('-inf'), tl.float32)
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        low = tl.minimum(low, tl.load(x_ptr + row * stride + c, mask=c < n, other=float('inf')))
        high = tl.maximum(high, tl.load(x_ptr + row * stride + c, mask=c < n, other=float('-inf')))
    tl.store(low_ptr + row, tl.min(low, axis=0))
    tl.store(high_ptr + row, tl.max(high, axis=0))
