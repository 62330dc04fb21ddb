import triton
import triton.language as tl


@triton.jit
def persistent_from_zero(x_ptr, y_ptr, M, N, stride_x, stride_y, BM: tl.constexpr, BN: tl.constexpr):
    """Each program begins with the first tile: what lies between every num_programs-th is met by nobody."""
    tiles_m = tl.cdiv(M, BM)
    tiles_n = tl.cdiv(N, BN)
    for tile in range(0, tiles_m * tiles_n, tl.num_programs(0)):
        i = tile // tiles_n * BM + tl.arange(0, BM)
        j = tile % tiles_n * BN + tl.arange(0, BN)
        mask = (i[:, None] < M) & (j[None, :] < N)
        x = tl.load(x_ptr + i[:, None] * stride_x + j[None, :], mask=mask, other=0.0)
        tl.store(y_ptr + i[:, None] * stride_y + j[None, :], x, mask=mask)
