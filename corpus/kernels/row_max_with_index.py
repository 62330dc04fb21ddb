import triton
import triton.language as tl


@triton.jit
def row_max_with_index(x_ptr, val_ptr, idx_ptr, stride, n, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    j = tl.arange(0, BLOCK)
    x = tl.load(x_ptr + row * stride + j, mask=j < n, other=float('-inf'))
    best, where = tl.max(x, axis=0, return_indices=True)
    tl.store(val_ptr + row, best)
    tl.store(idx_ptr + row, where)
