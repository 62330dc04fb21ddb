import triton
import triton.language as tl


@triton.jit
def matmul_k_without_other(a_ptr, b_ptr, c_ptr, M, N, K, stride_a, stride_b, stride_c, BM: tl.constexpr, BN: tl.constexpr, BK: tl.constexpr):
    """The lanes past K hold anything, and are added."""
    i = tl.program_id(0) * BM + tl.arange(0, BM)
    j = tl.program_id(1) * BN + tl.arange(0, BN)
    acc = tl.zeros((BM, BN), dtype=tl.float32)
    for k0 in range(0, K, BK):
        k = k0 + tl.arange(0, BK)
        a = tl.load(a_ptr + i[:, None] * stride_a + k[None, :], mask=(i[:, None] < M) & (k[None, :] < K))
        b = tl.load(b_ptr + k[:, None] * stride_b + j[None, :], mask=(k[:, None] < K) & (j[None, :] < N), other=0.0)
        acc += tl.dot(a, b)
    tl.store(c_ptr + i[:, None] * stride_c + j[None, :], acc, mask=(i[:, None] < M) & (j[None, :] < N))
