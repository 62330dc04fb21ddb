import triton
import triton.language as tl


@triton.jit
def rms_norm_tiles(X, Y, W, stride_x, stride_y, N, eps, BLOCK_N: tl.constexpr):
    row = tl.program_id(0)
    total = 0.0
    for start in tl.range(0, N, BLOCK_N):
        cols = start + tl.arange(0, BLOCK_N)
        x = tl.load(X + row * stride_x + cols, mask=cols < N, other=0.0)
        total += tl.sum(x * x, axis=0)
    inv = 1.0 / tl.sqrt(total / N + eps)
    for start in tl.range(0, N, BLOCK_N):
        cols = start + tl.arange(0, BLOCK_N)
        keep = cols < N
        x = tl.load(X + row * stride_x + cols, mask=keep, other=0.0)
        w = tl.load(W + cols, mask=keep, other=0.0)
        tl.store(Y + row * stride_y + cols, x * inv * w, mask=keep)
