import triton
import triton.language as tl


@triton.jit
def matmul_batched(A, B, C, M, N, K, sab, sam, sak, sbb, sbk, sbn, scb, scm, scn,
                   TILE_M: tl.constexpr, TILE_N: tl.constexpr, TILE_K: tl.constexpr):
    batch = tl.program_id(2)
    A += batch * sab
    B += batch * sbb
    C += batch * scb
    m = tl.program_id(0) * TILE_M + tl.arange(0, TILE_M)
    n = tl.program_id(1) * TILE_N + tl.arange(0, TILE_N)
    acc = tl.zeros((TILE_M, TILE_N), dtype=tl.float32)
    for start in range(0, K, TILE_K):
        k = start + tl.arange(0, TILE_K)
        a = tl.load(A + m[:, None] * sam + k[None, :] * sak, mask=(m[:, None] < M) & (k[None, :] < K), other=0.0)
        b = tl.load(B + k[:, None] * sbk + n[None, :] * sbn, mask=(k[:, None] < K) & (n[None, :] < N), other=0.0)
        acc += tl.dot(a, b)
    tl.store(C + m[:, None] * scm + n[None, :] * scn, acc, mask=(m[:, None] < M) & (n[None, :] < N))
