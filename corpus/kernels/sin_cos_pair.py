import triton
import triton.language as tl


@triton.jit
def sin_cos_pair(theta_ptr, sin_ptr, cos_ptr, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    m = i < n
    theta = tl.load(theta_ptr + i, mask=m)
    tl.store(sin_ptr + i, tl.sin(theta), mask=m)
    tl.store(cos_ptr + i, tl.cos(theta), mask=m)
