import triton
import triton.language as tl


@triton.jit
def polynomial_static_range(x_ptr, coeff_ptr, y_ptr, n, DEGREE: tl.constexpr, BLOCK: tl.constexpr):
    """Horner's rule, coefficients from the highest."""
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    m = i < n
    x = tl.load(x_ptr + i, mask=m, other=0.0)
    acc = tl.zeros((BLOCK,), dtype=tl.float32)
    for k in tl.static_range(DEGREE + 1):
        acc = acc * x + tl.load(coeff_ptr + k)
    tl.store(y_ptr + i, acc, mask=m)
