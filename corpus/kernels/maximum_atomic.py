import triton
import triton.language as tl


@triton.jit
def maximum_atomic(x_ptr, out_ptr, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    x = tl.load(x_ptr + i, mask=i < n, other=-2147483648)
    tl.atomic_max(out_ptr, tl.max(x, axis=0))
