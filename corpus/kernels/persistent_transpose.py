import triton
import triton.language as tl


@triton.jit
def persistent_transpose(x_ptr, y_ptr, M, N, stride_x, stride_y, BM: tl.constexpr, BN: tl.constexpr):
    """Tiles numbered by columns of tiles, dealt out over any number of programs."""
    tiles_m = tl.cdiv(M, BM)
    tiles_n = tl.cdiv(N, BN)
    for tile in range(tl.program_id(0), tiles_m * tiles_n, tl.num_programs(0)):
        i = tile % tiles_m * BM + tl.arange(0, BM)
        j = tile // tiles_m * BN + tl.arange(0, BN)
        mask = (i[:, None] < M) & (j[None, :] < N)
        x = tl.load(x_ptr + i[:, None] * stride_x + j[None, :], mask=mask, other=0.0)
        tl.store(y_ptr + j[:, None] * stride_y + i[None, :], tl.trans(x), mask=tl.trans(mask))
