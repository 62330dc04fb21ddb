import triton
import triton.language as tl


@triton.jit
def exchange_without_barrier(x_ptr, scratch_ptr, y_ptr, BLOCK: tl.constexpr):
    j = tl.arange(0, BLOCK)
    base = tl.program_id(0) * BLOCK
    tl.store(scratch_ptr + base + j, tl.load(x_ptr + base + j))
    tl.store(y_ptr + base + j, tl.load(scratch_ptr + base + (BLOCK - 1 - j)))
