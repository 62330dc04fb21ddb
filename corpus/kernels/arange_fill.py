import triton
import triton.language as tl


@triton.jit
def arange_fill(out_ptr, start, step, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    tl.store(out_ptr + i, start + i * step, mask=i < n)
