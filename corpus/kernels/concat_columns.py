import triton
import triton.language as tl


@triton.jit
def concat_columns(a_ptr, b_ptr, out_ptr, na, nb, stride_a, stride_b, stride_out, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    j = tl.program_id(1) * BLOCK + tl.arange(0, BLOCK)
    total = na + nb
    a = tl.load(a_ptr + row * stride_a + j, mask=j < na, other=0.0)
    b = tl.load(b_ptr + row * stride_b + j - na, mask=(j >= na) & (j < total), other=0.0)
    tl.store(out_ptr + row * stride_out + j, tl.where(j < na, a, b), mask=j < total)
