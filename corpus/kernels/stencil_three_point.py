import triton
import triton.language as tl


@triton.jit
def stencil_three_point(x_ptr, y_ptr, n, left, centre, right, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    ok = i < n
    before = tl.load(x_ptr + i - 1, mask=ok & (i >= 1), other=0.0)
    here = tl.load(x_ptr + i, mask=ok, other=0.0)
    after = tl.load(x_ptr + i + 1, mask=i + 1 < n, other=0.0)
    tl.store(y_ptr + i, left * before + centre * here + right * after, mask=ok)
