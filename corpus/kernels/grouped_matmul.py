import triton
import triton.language as tl


@triton.jit
def grouped_matmul(a_ptr, w_ptr, c_ptr, starts_ptr, N, K, stride_a, stride_e, stride_w, stride_c, BLOCK_M: tl.constexpr, BLOCK_N: tl.constexpr, BLOCK_K: tl.constexpr):
    """Rows sorted by expert, each group of rows times the matrix of its own expert."""
    e = tl.program_id(2)
    first = tl.load(starts_ptr + e)
    last = tl.load(starts_ptr + e + 1)
    m = first + tl.program_id(0) * BLOCK_M + tl.arange(0, BLOCK_M)
    n = tl.program_id(1) * BLOCK_N + tl.arange(0, BLOCK_N)
    acc = tl.zeros((BLOCK_M, BLOCK_N), dtype=tl.float32)
    for k0 in range(0, K, BLOCK_K):
        k = k0 + tl.arange(0, BLOCK_K)
        a = tl.load(a_ptr + m[:, None] * stride_a + k[None, :], mask=(m[:, None] < last) & (k[None, :] < K), other=0.0)
        w = tl.load(w_ptr + e * stride_e + k[:, None] * stride_w + n[None, :], mask=(k[:, None] < K) & (n[None, :] < N), other=0.0)
        acc += tl.dot(a, w)
    tl.store(c_ptr + m[:, None] * stride_c + n[None, :], acc, mask=(m[:, None] < last) & (n[None, :] < N))
