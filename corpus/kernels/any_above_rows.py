import triton
import triton.language as tl


@triton.jit
def any_above_rows(x_ptr, out_ptr, stride, n, limit, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    found = tl.zeros((BLOCK,), dtype=tl.int1)
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + row * stride + c, mask=c < n, other=0.0)
        found = found | ((x > limit) & (c < n))
    tl.store(out_ptr + row, tl.max(found.to(tl.int32), axis=0))
