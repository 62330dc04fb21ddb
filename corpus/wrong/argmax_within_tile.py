import triton
import triton.language as tl


@triton.jit
def argmax_within_tile(x_ptr, value_ptr, index_ptr, stride, n, BLOCK: tl.constexpr):
    """The place is counted from the start of its tile."""
    row = tl.program_id(0)
    best = -float('inf')
    where = 0
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + row * stride + c, mask=c < n, other=-float('inf'))
        tile_best, tile_where = tl.max(x, axis=0, return_indices=True)
        better = tile_best > best
        where = tl.where(better, tile_where, where)
        best = tl.where(better, tile_best, best)
    tl.store(value_ptr + row, best)
    tl.store(index_ptr + row, where)
