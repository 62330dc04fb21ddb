import triton
import triton.language as tl


@triton.jit
def tiled_deviation_unmasked(x_ptr, var_ptr, stride, n, BLOCK: tl.constexpr):
    """Lanes past the row's end count as 0, whose deviation is the mean."""
    row = tl.program_id(0)
    total = 0.0
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        total += tl.sum(tl.load(x_ptr + row * stride + c, mask=c < n, other=0.0))
    mean = total / n
    spread = 0.0
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        d = tl.load(x_ptr + row * stride + c, mask=c < n, other=0.0) - mean
        spread += tl.sum(d * d)
    tl.store(var_ptr + row, spread / n)
