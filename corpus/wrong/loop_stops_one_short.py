import triton
import triton.language as tl


@triton.jit
def loop_stops_one_short(x_ptr, out_ptr, stride, n_cols, BLOCK: tl.constexpr):
    """Where one column is left for the last tile, it is forgotten."""
    row = tl.program_id(0)
    acc = tl.zeros((BLOCK,), dtype=tl.float32)
    for start in range(0, n_cols - 1, BLOCK):
        cols = start + tl.arange(0, BLOCK)
        acc += tl.load(x_ptr + row * stride + cols, mask=cols < n_cols, other=0.0)
    tl.store(out_ptr + row, tl.sum(acc, axis=0))
