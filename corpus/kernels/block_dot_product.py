import triton
import triton.language as tl


@triton.jit
def block_dot_product(a_ptr, b_ptr, out_ptr, n, BLOCK: tl.constexpr):
    """The whole vectors in one block."""
    i = tl.arange(0, BLOCK)
    a = tl.load(a_ptr + i, mask=i < n, other=0.0)
    b = tl.load(b_ptr + i, mask=i < n, other=0.0)
    tl.store(out_ptr, tl.sum(a * b, axis=0))
