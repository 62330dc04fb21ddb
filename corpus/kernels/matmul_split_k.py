import triton
import triton.language as tl


@triton.jit
def matmul_split_k(a_ptr, b_ptr, c_ptr, M, N, K, stride_a, stride_b, stride_c,
                   BLOCK_M: tl.constexpr, BLOCK_N: tl.constexpr, BLOCK_K: tl.constexpr, SPLIT_K: tl.constexpr):
    """Each of SPLIT_K programs takes every SPLIT_K-th tile of K and adds its part to c."""
    part = tl.program_id(2)
    i = tl.program_id(0) * BLOCK_M + tl.arange(0, BLOCK_M)
    j = tl.program_id(1) * BLOCK_N + tl.arange(0, BLOCK_N)
    acc = tl.zeros((BLOCK_M, BLOCK_N), dtype=tl.float32)
    for tile in range(part, tl.cdiv(K, BLOCK_K), SPLIT_K):
        k = tile * BLOCK_K + tl.arange(0, BLOCK_K)
        a = tl.load(a_ptr + i[:, None] * stride_a + k[None, :], mask=(i[:, None] < M) & (k[None, :] < K), other=0.0)
        b = tl.load(b_ptr + k[:, None] * stride_b + j[None, :], mask=(k[:, None] < K) & (j[None, :] < N), other=0.0)
        acc += tl.dot(a, b)
    tl.atomic_add(c_ptr + i[:, None] * stride_c + j[None, :], acc, mask=(i[:, None] < M) & (j[None, :] < N))
