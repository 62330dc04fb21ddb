import triton
import triton.language as tl


@triton.jit
def silu_backward(X, DY, DX, n, BLOCK: tl.constexpr):
    cols = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    mask = cols < n
    x = tl.load(X + cols, mask=mask, other=0.).to(tl.float32)
    dy = tl.load(DY + cols, mask=mask, other=0.).to(tl.float32)
    s = tl.sigmoid(x)
    tl.store(DX + cols, dy * (s + x * s * (1 - s)), mask=mask)
