import triton
import triton.language as tl


@triton.jit
def welford_wrong_count(x_ptr, mean_ptr, var_ptr, stride, n):
    """The count is one too large."""
    row = tl.program_id(0)
    mean = 0.0
    m2 = 0.0
    for i in range(n):
        x = tl.load(x_ptr + row * stride + i)
        delta = x - mean
        mean += delta / (i + 2)
        m2 += delta * (x - mean)
    tl.store(mean_ptr + row, mean)
    tl.store(var_ptr + row, m2 / n)
