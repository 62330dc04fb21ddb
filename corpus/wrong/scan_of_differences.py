import triton
import triton.language as tl


@triton.jit
def minus(a, b):
    return a - b


@triton.jit
def scan_of_differences(x_ptr, y_ptr, n, BLOCK: tl.constexpr):
    """Not associative: the result hangs on how the scan is cut."""
    i = tl.arange(0, BLOCK)
    x = tl.load(x_ptr + i, mask=i < n, other=0.0)
    tl.store(y_ptr + i, tl.associative_scan(x, 0, minus), mask=i < n)
