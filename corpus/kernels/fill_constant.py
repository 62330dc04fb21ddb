import triton
import triton.language as tl


@triton.jit
def fill_constant(out_ptr, n, VALUE: tl.constexpr, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    tl.store(out_ptr + i, tl.full((BLOCK,), VALUE, tl.float32), mask=i < n)
