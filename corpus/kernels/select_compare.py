import triton
import triton.language as tl


@triton.jit
def select_compare(a_ptr, b_ptr, out_ptr, flag_ptr, n, BLOCK: tl.constexpr):
    """The larger by magnitude, and whether the two have the same sign."""
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    m = i < n
    a = tl.load(a_ptr + i, mask=m, other=0.0)
    b = tl.load(b_ptr + i, mask=m, other=0.0)
    same = ((a > 0) & (b > 0)) | ((a < 0) & (b < 0))
    tl.store(out_ptr + i, tl.where(tl.abs(a) >= tl.abs(b), a, b), mask=m)
    tl.store(flag_ptr + i, same.to(tl.int32), mask=m)
