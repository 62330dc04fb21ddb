import triton
import triton.language as tl


@triton.jit
def pairwise_distances_by_dot(x_ptr, y_ptr, d_ptr, n_x, n_y, dim, stride_x, stride_y, stride_d,
                              BX: tl.constexpr, BY: tl.constexpr, BD: tl.constexpr):
    """The norms and the product in one loop: |x|^2 + |y|^2 - 2 x y, cut off at 0."""
    i = tl.program_id(0) * BX + tl.arange(0, BX)
    j = tl.program_id(1) * BY + tl.arange(0, BY)
    xx = tl.zeros((BX,), dtype=tl.float32)
    yy = tl.zeros((BY,), dtype=tl.float32)
    xy = tl.zeros((BX, BY), dtype=tl.float32)
    for start in range(0, dim, BD):
        d = start + tl.arange(0, BD)
        x = tl.load(x_ptr + i[:, None] * stride_x + d[None, :], mask=(i[:, None] < n_x) & (d[None, :] < dim), other=0.0)
        y = tl.load(y_ptr + j[:, None] * stride_y + d[None, :], mask=(j[:, None] < n_y) & (d[None, :] < dim), other=0.0)
        xx += tl.sum(x * x, axis=1)
        yy += tl.sum(y * y, axis=1)
        xy += tl.dot(x, tl.trans(y))
    squared = xx[:, None] + yy[None, :] - 2.0 * xy
    tl.store(d_ptr + i[:, None] * stride_d + j[None, :], tl.sqrt(tl.maximum(squared, 0.0)), mask=(i[:, None] < n_x) & (j[None, :] < n_y))
