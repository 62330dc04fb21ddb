import triton
import triton.language as tl


@triton.jit
def count_equal_rows(x_ptr, out_ptr, stride, n, needle, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    count = 0
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + row * stride + c, mask=c < n, other=0)
        count += tl.sum(((x == needle) & (c < n)).to(tl.int32), axis=0)
    tl.store(out_ptr + row, count)
