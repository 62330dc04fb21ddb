import triton
import triton.language as tl


@triton.jit
def welford_chunks(x_ptr, mean_ptr, var_ptr, stride, n, BLOCK: tl.constexpr):
    """A block at a time: its mean and squared deviations are merged into those so far (Chan's formula)."""
    row = tl.program_id(0)
    mean = 0.0
    m2 = 0.0
    count = 0
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + row * stride + c, mask=c < n, other=0.0)
        size = tl.minimum(n - start, BLOCK)
        block_mean = tl.sum(x, axis=0) / size
        d = tl.where(c < n, x - block_mean, 0.0)
        delta = block_mean - mean
        merged = count + size
        mean += delta * size / merged
        m2 += tl.sum(d * d, axis=0) + delta * delta * count * size / merged
        count = merged
    tl.store(mean_ptr + row, mean)
    tl.store(var_ptr + row, m2 / n)
