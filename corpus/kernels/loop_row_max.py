import triton
import triton.language as tl


@triton.jit
def loop_row_max(x_ptr, out_ptr, stride, n_cols, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    best = -float('inf')
    for start in range(0, n_cols, BLOCK):
        cols = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + row * stride + cols, mask=cols < n_cols, other=-float('inf'))
        best = tl.maximum(best, tl.max(x, axis=0))
    tl.store(out_ptr + row, best)
