import triton
import triton.language as tl


@triton.jit
def cosine_similarity_tiles(a_ptr, b_ptr, out_ptr, rows, dim, stride_a, stride_b, eps, BLOCK_R: tl.constexpr, BLOCK_D: tl.constexpr):
    r = tl.program_id(0) * BLOCK_R + tl.arange(0, BLOCK_R)
    ab = tl.zeros([BLOCK_R], dtype=tl.float32)
    aa = tl.zeros([BLOCK_R], dtype=tl.float32)
    bb = tl.zeros([BLOCK_R], dtype=tl.float32)
    for d0 in range(0, dim, BLOCK_D):
        d = d0 + tl.arange(0, BLOCK_D)
        mask = (r[:, None] < rows) & (d[None, :] < dim)
        a = tl.load(a_ptr + r[:, None] * stride_a + d[None, :], mask=mask, other=0.0)
        b = tl.load(b_ptr + r[:, None] * stride_b + d[None, :], mask=mask, other=0.0)
        ab += tl.sum(a * b, axis=1)
        aa += tl.sum(a * a, axis=1)
        bb += tl.sum(b * b, axis=1)
    norm = tl.maximum(tl.sqrt(aa), eps) * tl.maximum(tl.sqrt(bb), eps)
    tl.store(out_ptr + r, ab / norm, mask=r < rows)
