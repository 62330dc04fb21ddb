import triton
import triton.language as tl


@triton.jit
def matmul_one_block(a_ptr, b_ptr, c_ptr, M, N, K, sam, sak, sbk, sbn, scm, scn,
                     BM: tl.constexpr, BN: tl.constexpr, BK: tl.constexpr):
    """The whole depth in one block: no loop."""
    i = tl.program_id(0) * BM + tl.arange(0, BM)
    j = tl.program_id(1) * BN + tl.arange(0, BN)
    k = tl.arange(0, BK)
    a = tl.load(a_ptr + i[:, None] * sam + k[None, :] * sak, mask=(i[:, None] < M) & (k[None, :] < K), other=0.0)
    b = tl.load(b_ptr + k[:, None] * sbk + j[None, :] * sbn, mask=(k[:, None] < K) & (j[None, :] < N), other=0.0)
    c = tl.dot(a, b)
    tl.store(c_ptr + i[:, None] * scm + j[None, :] * scn, c, mask=(i[:, None] < M) & (j[None, :] < N))
