import triton
import triton.language as tl


@triton.jit
def total_read_back(x_ptr, total_ptr, out_ptr, n, BLOCK: tl.constexpr):
    """Other programs may not have added their part yet."""
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    x = tl.load(x_ptr + i, mask=i < n, other=0.0)
    tl.atomic_add(total_ptr, tl.sum(x, axis=0))
    tl.store(out_ptr + i, x / tl.load(total_ptr), mask=i < n)
