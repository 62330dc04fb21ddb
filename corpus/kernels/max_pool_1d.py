import triton
import triton.language as tl


@triton.jit
def max_pool_1d(x_ptr, y_ptr, length, out_length, step, WINDOW: tl.constexpr, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    o = tl.program_id(1) * BLOCK + tl.arange(0, BLOCK)
    best = tl.full((BLOCK,), -float('inf'), dtype=tl.float32)
    for k in tl.static_range(WINDOW):
        i = o * step + k
        best = tl.maximum(best, tl.load(x_ptr + row * length + i, mask=(o < out_length) & (i < length), other=-float('inf')))
    tl.store(y_ptr + row * out_length + o, best, mask=o < out_length)
