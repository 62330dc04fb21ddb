import triton
import triton.language as tl


@triton.jit
def cmul(ar, ai, br, bi):
    return ar * br - ai * bi, ar * bi + ai * br


@triton.jit
def complex_multiply(a_ptr, b_ptr, out_ptr, n, BLOCK: tl.constexpr):
    """Interleaved real and imaginary parts, n complex numbers."""
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    m = i < n
    ar = tl.load(a_ptr + 2 * i, mask=m)
    ai = tl.load(a_ptr + 2 * i + 1, mask=m)
    br = tl.load(b_ptr + 2 * i, mask=m)
    bi = tl.load(b_ptr + 2 * i + 1, mask=m)
    re, im = cmul(ar, ai, br, bi)
    tl.store(out_ptr + 2 * i, re, mask=m)
    tl.store(out_ptr + 2 * i + 1, im, mask=m)
