import triton
import triton.language as tl


@triton.jit
def cast_chain(x_ptr, y_ptr, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    m = i < n
    x = tl.load(x_ptr + i, mask=m, other=0)
    y = (x.to(tl.float32) * 0.5).to(tl.float16).to(tl.float32) + 1.0
    tl.store(y_ptr + i, y.to(y_ptr.dtype.element_ty), mask=m)
