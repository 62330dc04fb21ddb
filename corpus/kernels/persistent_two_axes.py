import triton
import triton.language as tl


@triton.jit
def persistent_two_axes(x_ptr, y_ptr, M, N, stride_x, stride_y, BM: tl.constexpr, BN: tl.constexpr):
    """Rows of tiles are dealt out over one axis of the grid, columns over the other."""
    for row in range(tl.program_id(0), tl.cdiv(M, BM), tl.num_programs(0)):
        i = row * BM + tl.arange(0, BM)
        for column in range(tl.program_id(1), tl.cdiv(N, BN), tl.num_programs(1)):
            j = column * BN + tl.arange(0, BN)
            mask = (i[:, None] < M) & (j[None, :] < N)
            x = tl.load(x_ptr + i[:, None] * stride_x + j[None, :], mask=mask, other=0.0)
            tl.store(y_ptr + i[:, None] * stride_y + j[None, :], tl.exp(x), mask=mask)
