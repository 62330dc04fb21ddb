import triton
import triton.language as tl


@triton.jit
def runtime_if_scale(x_ptr, y_ptr, n, mode, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    x = tl.load(x_ptr + i, mask=i < n, other=0.0)
    if mode == 0:
        y = x
    elif mode == 1:
        y = x * x
    else:
        y = -x
    tl.store(y_ptr + i, y, mask=i < n)
