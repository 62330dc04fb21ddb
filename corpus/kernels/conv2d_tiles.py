import triton
import triton.language as tl


@triton.jit
def conv2d_tiles(x_ptr, w_ptr, y_ptr, N, C, H, W, O, OH, OW, KH, KW, stride, padding, BP: tl.constexpr, BO: tl.constexpr, BC: tl.constexpr):
    """A convolution with stride and zeros around, as a matrix product: pixels of all images by output channels, taps and channels in loops."""
    p = tl.program_id(0) * BP + tl.arange(0, BP)
    o = tl.program_id(1) * BO + tl.arange(0, BO)
    ow = p % OW
    oh = p // OW % OH
    n = p // OW // OH
    acc = tl.zeros((BP, BO), dtype=tl.float32)
    for kh in range(KH):
        for kw in range(KW):
            ih = oh * stride - padding + kh
            iw = ow * stride - padding + kw
            for c0 in range(0, C, BC):
                c = c0 + tl.arange(0, BC)
                xm = (n < N)[:, None] & (c < C)[None, :] & (ih >= 0)[:, None] & (ih < H)[:, None] & (iw >= 0)[:, None] & (iw < W)[:, None]
                x = tl.load(x_ptr + ((n[:, None] * C + c[None, :]) * H + ih[:, None]) * W + iw[:, None], mask=xm, other=0.0)
                w = tl.load(w_ptr + ((o[None, :] * C + c[:, None]) * KH + kh) * KW + kw, mask=(c[:, None] < C) & (o[None, :] < O), other=0.0)
                acc += tl.dot(x, w)
    tl.store(y_ptr + ((n[:, None] * O + o[None, :]) * OH + oh[:, None]) * OW + ow[:, None], acc, mask=(n < N)[:, None] & (o < O)[None, :])
