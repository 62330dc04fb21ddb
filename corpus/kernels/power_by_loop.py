import triton
import triton.language as tl


@triton.jit
def power_by_loop(x_ptr, y_ptr, n, exponent, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    x = tl.load(x_ptr + i, mask=i < n, other=0.0)
    y = tl.full((BLOCK,), 1.0, dtype=tl.float32)
    for _ in range(exponent):
        y *= x
    tl.store(y_ptr + i, y, mask=i < n)
