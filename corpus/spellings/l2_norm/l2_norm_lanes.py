import triton
import triton.language as tl


@triton.jit
def l2_norm(x_ptr, y_ptr, stride, n, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    s = tl.zeros((BLOCK,), dtype=tl.float32)
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        x = tl.abs(tl.load(x_ptr + row * stride + c, mask=c < n, other=0.0))
        s += x * x
    tl.store(y_ptr + row, tl.sqrt(tl.sum(s, axis=0)))
