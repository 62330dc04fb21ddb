import triton
import triton.language as tl


@triton.jit
def persistent_group_of_columns(x_ptr, y_ptr, M, N, stride_x, stride_y, BM: tl.constexpr, BN: tl.constexpr, GROUP: tl.constexpr):
    """A group is counted in rows of tiles where columns are meant."""
    tiles_m = tl.cdiv(M, BM)
    tiles_n = tl.cdiv(N, BN)
    in_group = GROUP * tiles_m
    for tile in range(tl.program_id(0), tiles_m * tiles_n, tl.num_programs(0)):
        first_m = (tile // in_group) * GROUP
        height = min(tiles_m - first_m, GROUP)
        i = (first_m + tile % height) * BM + tl.arange(0, BM)
        j = (tile % in_group) // height * BN + tl.arange(0, BN)
        mask = (i[:, None] < M) & (j[None, :] < N)
        x = tl.load(x_ptr + i[:, None] * stride_x + j[None, :], mask=mask, other=0.0)
        tl.store(y_ptr + i[:, None] * stride_y + j[None, :], x, mask=mask)
