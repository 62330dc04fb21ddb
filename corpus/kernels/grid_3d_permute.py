import triton
import triton.language as tl


@triton.jit
def grid_3d_permute(x_ptr, y_ptr, N0, N1, N2, sx0, sx1, sx2, sy0, sy1, sy2, BLOCK: tl.constexpr):
    """y[j, i, k] = x[i, j, k]"""
    i = tl.program_id(0)
    j = tl.program_id(1)
    k = tl.program_id(2) * BLOCK + tl.arange(0, BLOCK)
    v = tl.load(x_ptr + i * sx0 + j * sx1 + k * sx2, mask=k < N2)
    tl.store(y_ptr + j * sy0 + i * sy1 + k * sy2, v, mask=k < N2)
