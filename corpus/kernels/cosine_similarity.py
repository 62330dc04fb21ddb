import triton
import triton.language as tl


@triton.jit
def cosine_similarity(a_ptr, b_ptr, out_ptr, stride_a, stride_b, D, eps, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    d = tl.arange(0, BLOCK)
    a = tl.load(a_ptr + row * stride_a + d, mask=d < D, other=0.0)
    b = tl.load(b_ptr + row * stride_b + d, mask=d < D, other=0.0)
    ab = tl.sum(a * b)
    aa = tl.sum(a * a)
    bb = tl.sum(b * b)
    tl.store(out_ptr + row, ab / tl.sqrt(aa * bb + eps))
