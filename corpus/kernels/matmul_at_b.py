import triton
import triton.language as tl


@triton.jit
def matmul_at_b(a_ptr, b_ptr, c_ptr, M, N, K, lda, ldb, ldc, BLOCK_M: tl.constexpr, BLOCK_N: tl.constexpr, BLOCK_K: tl.constexpr):
    """a.T @ b, as the gradient of a weight needs it: both are read down their rows."""
    i = tl.program_id(0) * BLOCK_M + tl.arange(0, BLOCK_M)
    j = tl.program_id(1) * BLOCK_N + tl.arange(0, BLOCK_N)
    acc = tl.zeros((BLOCK_M, BLOCK_N), dtype=tl.float32)
    for step in range(tl.cdiv(K, BLOCK_K)):
        k = step * BLOCK_K + tl.arange(0, BLOCK_K)
        at = tl.load(a_ptr + k[None, :] * lda + i[:, None], mask=(i < M)[:, None] & (k < K)[None, :], other=0.)
        b = tl.load(b_ptr + k[:, None] * ldb + j[None, :], mask=(k < K)[:, None] & (j < N)[None, :], other=0.)
        acc += tl.dot(at, b)
    tl.store(c_ptr + i[:, None] * ldc + j[None, :], acc, mask=(i < M)[:, None] & (j < N)[None, :])
