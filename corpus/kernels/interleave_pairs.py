import triton
import triton.language as tl


@triton.jit
def interleave_pairs(a_ptr, b_ptr, out_ptr, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    a = tl.load(a_ptr + i, mask=i < n)
    b = tl.load(b_ptr + i, mask=i < n)
    tl.store(out_ptr + 2 * i, a, mask=i < n)
    tl.store(out_ptr + 2 * i + 1, b, mask=i < n)
