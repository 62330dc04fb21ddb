import triton
import triton.language as tl


@triton.jit
def conv2d_one_loop(x_ptr, w_ptr, y_ptr, N, C, H, W, O, OH, OW, KH: tl.constexpr, KW: tl.constexpr, stride: tl.constexpr, padding: tl.constexpr,
                    BP: tl.constexpr, BO: tl.constexpr, BC: tl.constexpr):
    """The same with one loop, whose counter says tap and block of channels."""
    p = tl.program_id(0) * BP + tl.arange(0, BP)
    o = tl.program_id(1) * BO + tl.arange(0, BO)
    ow = p % OW
    oh = p // OW % OH
    n = p // OW // OH
    parts = (C + BC - 1) // BC
    acc = tl.zeros((BP, BO), dtype=tl.float32)
    for s in range(KH * KW * parts):
        c = s % parts * BC + tl.arange(0, BC)
        tap = s // parts
        kh = tap // KW
        kw = tap % KW
        ih = oh * stride - padding + kh
        iw = ow * stride - padding + kw
        xm = (n < N)[:, None] & (c < C)[None, :] & (ih >= 0)[:, None] & (ih < H)[:, None] & (iw >= 0)[:, None] & (iw < W)[:, None]
        x = tl.load(x_ptr + ((n[:, None] * C + c[None, :]) * H + ih[:, None]) * W + iw[:, None], mask=xm, other=0.0)
        w = tl.load(w_ptr + ((o[None, :] * C + c[:, None]) * KH + kh) * KW + kw, mask=(c[:, None] < C) & (o[None, :] < O), other=0.0)
        acc += tl.dot(x, w)
    tl.store(y_ptr + ((n[:, None] * O + o[None, :]) * OH + oh[:, None]) * OW + ow[:, None], acc, mask=(n < N)[:, None] & (o < O)[None, :])
