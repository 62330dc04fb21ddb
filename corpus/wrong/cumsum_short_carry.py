import triton
import triton.language as tl


@triton.jit
def cumsum_short_carry(x_ptr, y_ptr, stride, n, BLOCK: tl.constexpr):
    """Only the tile before is carried over."""
    row = tl.program_id(0)
    carry = 0.0
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + row * stride + c, mask=c < n, other=0.0)
        tl.store(y_ptr + row * stride + c, carry + tl.cumsum(x, axis=0), mask=c < n)
        carry = tl.sum(x, axis=0)
