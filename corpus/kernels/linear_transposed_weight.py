import triton
import triton.language as tl


@triton.jit
def linear_transposed_weight(x_ptr, weight_ptr, out_ptr, rows, out_features, in_features, stride_x, stride_w, stride_o,
                             BM: tl.constexpr, BN: tl.constexpr, BK: tl.constexpr):
    """x @ weight.T: the weight is read as it lies and turned in registers."""
    m = tl.program_id(1) * BM + tl.arange(0, BM)
    n = tl.program_id(0) * BN + tl.arange(0, BN)
    k = tl.arange(0, BK)
    x_tile = x_ptr + m[:, None] * stride_x + k[None, :]
    w_tile = weight_ptr + n[:, None] * stride_w + k[None, :]
    total = tl.zeros((BM, BN), tl.float32)
    left = in_features
    while left > 0:
        x = tl.load(x_tile, mask=(m[:, None] < rows) & (k[None, :] < left), other=0.0)
        w = tl.load(w_tile, mask=(n[:, None] < out_features) & (k[None, :] < left), other=0.0)
        total += tl.dot(x, tl.trans(w))
        x_tile += BK
        w_tile += BK
        left -= BK
    tl.store(out_ptr + m[:, None] * stride_o + n[None, :], total, mask=(m[:, None] < rows) & (n[None, :] < out_features))
