import triton
import triton.language as tl


@triton.jit
def matmul_persistent_batched(a_ptr, b_ptr, c_ptr, batches, M, N, K, BLOCK_M: tl.constexpr, BLOCK_N: tl.constexpr, BLOCK_K: tl.constexpr):
    """Batch, row and column of a tile are decoded from one number; a while loop takes every num_programs-th of them."""
    tiles_n = tl.cdiv(N, BLOCK_N)
    of_batch = tl.cdiv(M, BLOCK_M) * tiles_n
    tile = tl.program_id(0)
    while tile < batches * of_batch:
        batch = tile // of_batch
        place = tile % of_batch
        i = place // tiles_n * BLOCK_M + tl.arange(0, BLOCK_M)
        j = place % tiles_n * BLOCK_N + tl.arange(0, BLOCK_N)
        acc = tl.zeros((BLOCK_M, BLOCK_N), dtype=tl.float32)
        for k0 in range(0, K, BLOCK_K):
            k = k0 + tl.arange(0, BLOCK_K)
            a = tl.load(a_ptr + batch * M * K + i[:, None] * K + k[None, :], mask=(i[:, None] < M) & (k[None, :] < K), other=0.0)
            b = tl.load(b_ptr + batch * K * N + k[:, None] * N + j[None, :], mask=(k[:, None] < K) & (j[None, :] < N), other=0.0)
            acc += tl.dot(a, b)
        tl.store(c_ptr + batch * M * N + i[:, None] * N + j[None, :], acc, mask=(i[:, None] < M) & (j[None, :] < N))
        tile += tl.num_programs(0)
