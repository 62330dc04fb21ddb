import triton
import triton.language as tl


@triton.jit
def rms_norm(x_ptr, w_ptr, y_ptr, stride, n, eps, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    ss = 0.0
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + row * stride + c, mask=c < n, other=0.0)
        ss += tl.sum(x * x / n, axis=0)
    rms = tl.sqrt(eps + ss)
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + row * stride + c, mask=c < n, other=0.0)
        w = tl.load(w_ptr + c, mask=c < n, other=0.0)
        tl.store(y_ptr + row * stride + c, w * (x / rms), mask=c < n)
