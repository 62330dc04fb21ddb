import triton
import triton.language as tl


@triton.jit
def polynomial_horner(x_ptr, coeff_ptr, y_ptr, n, degree, BLOCK: tl.constexpr):
    """The coefficient of the highest power comes first."""
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    x = tl.load(x_ptr + i, mask=i < n, other=0.0)
    y = tl.zeros((BLOCK,), dtype=tl.float32)
    for k in range(degree + 1):
        y = y * x + tl.load(coeff_ptr + k)
    tl.store(y_ptr + i, y, mask=i < n)
