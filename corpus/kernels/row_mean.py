import triton
import triton.language as tl


@triton.jit
def row_mean(X, MEAN, stride, N, BLOCK_N: tl.constexpr):
    row = tl.program_id(0)
    cols = tl.arange(0, BLOCK_N)
    total = tl.sum(tl.load(X + row * stride + cols, cols < N, 0.0))
    tl.store(MEAN + row, total / N)
