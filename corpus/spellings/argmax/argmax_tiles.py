import triton
import triton.language as tl


@triton.jit
def argmax(x_ptr, y_ptr, stride, n, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    best = -float('inf')
    y = 0
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + row * stride + c, mask=c < n, other=-float('inf'))
        tile_best, where = tl.max(x, axis=0, return_indices=True)
        better = tile_best > best
        y = tl.where(better, start + where, y)
        best = tl.where(better, tile_best, best)
    tl.store(y_ptr + row, y)
