import triton
import triton.language as tl


@triton.jit
def tail_forgotten(x_ptr, out_ptr, stride, n_cols, BLOCK: tl.constexpr):
    """Only whole tiles are summed."""
    row = tl.program_id(0)
    acc = tl.zeros((BLOCK,), dtype=tl.float32)
    for tile in range(0, n_cols // BLOCK):
        cols = tile * BLOCK + tl.arange(0, BLOCK)
        acc += tl.load(x_ptr + row * stride + cols, mask=cols < n_cols, other=0.0)
    tl.store(out_ptr + row, tl.sum(acc, axis=0))
