import triton
import triton.language as tl


@triton.jit
def combine(mean_a, m2_a, n_a, mean_b, m2_b, n_b):
    n = n_a + n_b
    safe = tl.where(n == 0.0, 1.0, n)
    delta = mean_b - mean_a
    return mean_a + delta * n_b / safe, m2_a + m2_b + delta * delta * n_a * n_b / safe, n


@triton.jit
def layer_norm_welford(x_ptr, y_ptr, stride, n, eps, BLOCK: tl.constexpr):
    """Per-lane Welford over the tiles of a row, the lanes merged by a reduction of triples."""
    row = tl.program_id(0)
    mean = tl.zeros((BLOCK,), dtype=tl.float32)
    m2 = tl.zeros((BLOCK,), dtype=tl.float32)
    count = tl.zeros((BLOCK,), dtype=tl.float32)
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        mask = c < n
        x = tl.load(x_ptr + row * stride + c, mask=mask, other=0.0)
        grown = count + 1.0
        delta = x - mean
        moved = mean + delta / grown
        m2 = tl.where(mask, m2 + delta * (x - moved), m2)
        mean = tl.where(mask, moved, mean)
        count = tl.where(mask, grown, count)
    row_mean, row_m2, _ = tl.reduce((mean, m2, count), 0, combine)
    rstd = tl.rsqrt(row_m2 / n + eps)
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + row * stride + c, mask=c < n, other=0.0)
        tl.store(y_ptr + row * stride + c, (x - row_mean) * rstd, mask=c < n)
