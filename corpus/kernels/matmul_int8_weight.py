import triton
import triton.language as tl


@triton.jit
def matmul_int8_weight(x_ptr, q_ptr, scale_ptr, out_ptr, M, N, K, stride_x, stride_q, stride_out,
                       BLOCK_M: tl.constexpr, BLOCK_N: tl.constexpr, BLOCK_K: tl.constexpr):
    """The weight is stored as int8 with one scale a column."""
    i = tl.program_id(0) * BLOCK_M + tl.arange(0, BLOCK_M)
    j = tl.program_id(1) * BLOCK_N + tl.arange(0, BLOCK_N)
    acc = tl.zeros((BLOCK_M, BLOCK_N), dtype=tl.float32)
    for k0 in range(0, K, BLOCK_K):
        k = k0 + tl.arange(0, BLOCK_K)
        x = tl.load(x_ptr + i[:, None] * stride_x + k[None, :], mask=(i[:, None] < M) & (k[None, :] < K), other=0.0)
        q = tl.load(q_ptr + k[:, None] * stride_q + j[None, :], mask=(k[:, None] < K) & (j[None, :] < N), other=0)
        acc += tl.dot(x, q.to(tl.float32))
    scale = tl.load(scale_ptr + j, mask=j < N, other=0.0)
    tl.store(out_ptr + i[:, None] * stride_out + j[None, :], acc * scale[None, :], mask=(i[:, None] < M) & (j[None, :] < N))
