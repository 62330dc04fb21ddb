import triton
import triton.language as tl


@triton.jit
def count_above(x_ptr, out_ptr, stride, n, threshold, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    j = tl.arange(0, BLOCK)
    x = tl.load(x_ptr + row * stride + j, mask=j < n, other=0.0)
    hit = (x > threshold) & (j < n)
    tl.store(out_ptr + row, tl.sum(hit.to(tl.int32), axis=0))
