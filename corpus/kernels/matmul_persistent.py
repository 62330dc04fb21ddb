import triton
import triton.language as tl


@triton.jit
def matmul_persistent(a_ptr, b_ptr, c_ptr, M, N, K, stride_a, stride_b, stride_c,
                      BLOCK_M: tl.constexpr, BLOCK_N: tl.constexpr, BLOCK_K: tl.constexpr):
    """As many programs as there are processors; each takes tiles of c until none is left."""
    tiles_n = tl.cdiv(N, BLOCK_N)
    n_tiles = tl.cdiv(M, BLOCK_M) * tiles_n
    for tile in range(tl.program_id(0), n_tiles, tl.num_programs(0)):
        i = (tile // tiles_n) * BLOCK_M + tl.arange(0, BLOCK_M)
        j = (tile % tiles_n) * BLOCK_N + tl.arange(0, BLOCK_N)
        acc = tl.zeros((BLOCK_M, BLOCK_N), dtype=tl.float32)
        for k0 in range(0, K, BLOCK_K):
            k = k0 + tl.arange(0, BLOCK_K)
            a = tl.load(a_ptr + i[:, None] * stride_a + k[None, :], mask=(i[:, None] < M) & (k[None, :] < K), other=0.0)
            b = tl.load(b_ptr + k[:, None] * stride_b + j[None, :], mask=(k[:, None] < K) & (j[None, :] < N), other=0.0)
            acc += tl.dot(a, b)
        tl.store(c_ptr + i[:, None] * stride_c + j[None, :], acc, mask=(i[:, None] < M) & (j[None, :] < N))
