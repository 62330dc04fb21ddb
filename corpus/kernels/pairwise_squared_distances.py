import triton
import triton.language as tl


@triton.jit
def pairwise_squared_distances(x_ptr, y_ptr, d_ptr, n_x, n_y, dim, stride_x, stride_y, stride_d, BX: tl.constexpr, BY: tl.constexpr):
    i = tl.program_id(0) * BX + tl.arange(0, BX)
    j = tl.program_id(1) * BY + tl.arange(0, BY)
    dist = tl.zeros((BX, BY), dtype=tl.float32)
    for c in range(dim):
        x = tl.load(x_ptr + i * stride_x + c, mask=i < n_x, other=0.0)
        y = tl.load(y_ptr + j * stride_y + c, mask=j < n_y, other=0.0)
        diff = x[:, None] - y[None, :]
        dist += diff * diff
    tl.store(d_ptr + i[:, None] * stride_d + j[None, :], dist, mask=(i[:, None] < n_x) & (j[None, :] < n_y))
