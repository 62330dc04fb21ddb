import triton
import triton.language as tl


@triton.jit
def int8_dot_dequantised(a_ptr, b_ptr, a_scale_ptr, b_scale_ptr, c_ptr, M, N, K, lda, ldb, ldc,
                         BM: tl.constexpr, BN: tl.constexpr, BK: tl.constexpr):
    """int8 by int8 summed in int32; the scales of row and column come last."""
    m = tl.program_id(0) * BM + tl.arange(0, BM)
    n = tl.program_id(1) * BN + tl.arange(0, BN)
    acc = tl.zeros([BM, BN], dtype=tl.int32)
    for k0 in range(0, K, BK):
        k = k0 + tl.arange(0, BK)
        a = tl.load(a_ptr + m[:, None] * lda + k[None, :], mask=(m[:, None] < M) & (k[None, :] < K), other=0)
        b = tl.load(b_ptr + k[:, None] * ldb + n[None, :], mask=(k[:, None] < K) & (n[None, :] < N), other=0)
        acc += tl.dot(a, b, out_dtype=tl.int32)
    sa = tl.load(a_scale_ptr + m, mask=m < M, other=0.0)
    sb = tl.load(b_scale_ptr + n, mask=n < N, other=0.0)
    c = acc.to(tl.float32) * sa[:, None] * sb[None, :]
    tl.store(c_ptr + m[:, None] * ldc + n[None, :], c, mask=(m[:, None] < M) & (n[None, :] < N))
