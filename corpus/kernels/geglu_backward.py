import triton
import triton.language as tl


@triton.jit
def geglu_backward(dy_ptr, a_ptr, b_ptr, da_ptr, db_ptr, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    mask = i < n
    dy = tl.load(dy_ptr + i, mask=mask, other=0.0)
    a = tl.load(a_ptr + i, mask=mask, other=0.0)
    b = tl.load(b_ptr + i, mask=mask, other=0.0)
    cdf = 0.5 * (1.0 + tl.erf(a * 0.7071067811865476))
    pdf = 0.3989422804014327 * tl.exp(-0.5 * a * a)
    tl.store(da_ptr + i, dy * b * (cdf + a * pdf), mask=mask)
    tl.store(db_ptr + i, dy * (a * cdf), mask=mask)
