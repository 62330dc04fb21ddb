import triton
import triton.language as tl


@triton.jit
def matmul_persistent_grouped(a_ptr, b_ptr, c_ptr, M, N, K, stride_a, stride_b, stride_c, BLOCK_M: tl.constexpr, BLOCK_N: tl.constexpr,
                              BLOCK_K: tl.constexpr, GROUP: tl.constexpr, PROGRAMS: tl.constexpr):
    """Tiles in groups of rows, dealt out over a number of programs that is fixed when it is compiled."""
    tiles_m = tl.cdiv(M, BLOCK_M)
    tiles_n = tl.cdiv(N, BLOCK_N)
    in_group = GROUP * tiles_n
    for tile in tl.range(tl.program_id(0), tiles_m * tiles_n, PROGRAMS, flatten=True):
        first_m = (tile // in_group) * GROUP
        height = min(tiles_m - first_m, GROUP)
        i = (first_m + tile % height) * BLOCK_M + tl.arange(0, BLOCK_M)
        j = (tile % in_group) // height * BLOCK_N + tl.arange(0, BLOCK_N)
        acc = tl.zeros((BLOCK_M, BLOCK_N), dtype=tl.float32)
        for step in range(tl.cdiv(K, BLOCK_K)):
            k = step * BLOCK_K + tl.arange(0, BLOCK_K)
            a = tl.load(a_ptr + i[:, None] * stride_a + k[None, :], mask=(i[:, None] < M) & (k[None, :] < K), other=0.0)
            b = tl.load(b_ptr + k[:, None] * stride_b + j[None, :], mask=(k[:, None] < K) & (j[None, :] < N), other=0.0)
            acc = tl.dot(a, b, acc)
        tl.store(c_ptr + i[:, None] * stride_c + j[None, :], acc, mask=(i[:, None] < M) & (j[None, :] < N))
