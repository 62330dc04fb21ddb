import triton
import triton.language as tl


@triton.jit
def matmul(a_ptr, b_ptr, c_ptr, M, N, K, stride_a, stride_b, stride_c, BLOCK_M: tl.constexpr, BLOCK_N: tl.constexpr, BLOCK_K: tl.constexpr):
    i = tl.program_id(0) * BLOCK_M + tl.arange(0, BLOCK_M)
    j = tl.program_id(1) * BLOCK_N + tl.arange(0, BLOCK_N)
    acc = tl.zeros((BLOCK_M, BLOCK_N), dtype=tl.float32)
    for k in range(K):
        a = tl.load(a_ptr + i * stride_a + k, mask=i < M, other=0.0)
        b = tl.load(b_ptr + k * stride_b + j, mask=j < N, other=0.0)
        acc += a[:, None] * b[None, :]
    tl.store(c_ptr + i[:, None] * stride_c + j[None, :], acc, mask=(i[:, None] < M) & (j[None, :] < N))
