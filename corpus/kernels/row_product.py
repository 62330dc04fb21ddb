import triton
import triton.language as tl


@triton.jit
def multiply(a, b):
    return a * b


@triton.jit
def row_product(x_ptr, out_ptr, stride, n, BLOCK: tl.constexpr):
    """Lanes multiply their columns; a reduction with a function of its own multiplies the lanes."""
    row = tl.program_id(0)
    acc = tl.full((BLOCK,), 1.0, dtype=tl.float32)
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        acc *= tl.load(x_ptr + row * stride + c, mask=c < n, other=1.0)
    tl.store(out_ptr + row, tl.reduce(acc, 0, multiply))
