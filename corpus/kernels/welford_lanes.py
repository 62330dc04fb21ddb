import triton
import triton.language as tl


@triton.jit
def welford_lanes(x_ptr, mean_ptr, m2_ptr, rows, cols, stride, BLOCK: tl.constexpr):
    """Mean and squared deviations of each column: every lane runs Welford's update down the rows."""
    j = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    mask = j < cols
    mean = tl.zeros((BLOCK,), dtype=tl.float32)
    m2 = tl.zeros((BLOCK,), dtype=tl.float32)
    for r in range(0, rows):
        x = tl.load(x_ptr + r * stride + j, mask=mask, other=0.0)
        delta = x - mean
        mean = mean + delta / (r + 1)
        m2 = m2 + delta * (x - mean)
    tl.store(mean_ptr + j, mean, mask=mask)
    tl.store(m2_ptr + j, m2, mask=mask)
