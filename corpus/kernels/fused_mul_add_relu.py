import triton
import triton.language as tl


@triton.jit
def fused_mul_add_relu(A, B, C, Out, N, BLOCK_SIZE: tl.constexpr):
    start = tl.program_id(0) * BLOCK_SIZE
    offs = start + tl.arange(0, BLOCK_SIZE)
    m = offs < N
    a = tl.load(A + offs, mask=m, other=0.)
    b = tl.load(B + offs, mask=m, other=0.)
    c = tl.load(C + offs, mask=m, other=0.)
    tl.store(Out + offs, tl.maximum(a * b + c, 0.0), mask=m)
