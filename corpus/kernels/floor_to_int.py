import triton
import triton.language as tl


@triton.jit
def floor_to_int(x_ptr, q_ptr, step, n, BLOCK: tl.constexpr):
    """Index of the bucket of width `step` that holds x."""
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    m = i < n
    x = tl.load(x_ptr + i, mask=m, other=0.0)
    tl.store(q_ptr + i, tl.floor(x / step).to(tl.int32), mask=m)
