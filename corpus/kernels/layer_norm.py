import triton
import triton.language as tl


@triton.jit
def layer_norm(X, Y, W, B, Mean, Rstd, stride_x, stride_y, N, eps,
               HAS_WEIGHT: tl.constexpr, HAS_BIAS: tl.constexpr, BLOCK_N: tl.constexpr):
    row = tl.program_id(0)
    X += row * stride_x
    Y += row * stride_y
    cols = tl.arange(0, BLOCK_N)
    mask = cols < N
    x = tl.load(X + cols, mask=mask, other=0.0).to(tl.float32)
    mean = tl.sum(x, axis=0) / N
    xbar = tl.where(mask, x - mean, 0.0)
    var = tl.sum(xbar * xbar, axis=0) / N
    rstd = 1 / tl.sqrt(var + eps)
    tl.store(Mean + row, mean)
    tl.store(Rstd + row, rstd)
    y = (x - mean) * rstd
    if HAS_WEIGHT:
        y *= tl.load(W + cols, mask=mask)
    if HAS_BIAS:
        y += tl.load(B + cols, mask=mask)
    tl.store(Y + cols, y, mask=mask)
