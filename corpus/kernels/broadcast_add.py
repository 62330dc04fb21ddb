import triton
import triton.language as tl


@triton.jit
def broadcast_add(a, b, out, M, N, sam, san, sb, som, son, BM: tl.constexpr, BN: tl.constexpr):
    """out[i, j] = a[i, j] + b[j]"""
    i = tl.program_id(0) * BM + tl.arange(0, BM)
    j = tl.program_id(1) * BN + tl.arange(0, BN)
    row = tl.load(b + j * sb, mask=j < N, other=0.0)
    mask = (i < M)[:, None] & (j < N)[None, :]
    tile = tl.load(a + i[:, None] * sam + j[None, :] * san, mask=mask, other=0.0)
    tl.store(out + i[:, None] * som + j[None, :] * son, tile + row[None, :], mask=mask)
