import triton
import triton.language as tl


@triton.jit
def bias_gelu_rows(x_ptr, bias_ptr, y_ptr, n_rows, n_cols, APPLY_BIAS: tl.constexpr,
                   BLOCK_R: tl.constexpr, BLOCK_C: tl.constexpr):
    r = tl.program_id(1) * BLOCK_R + tl.arange(0, BLOCK_R)
    c = tl.program_id(0) * BLOCK_C + tl.arange(0, BLOCK_C)
    at = tl.expand_dims(r, 1) * n_cols + tl.expand_dims(c, 0)
    mask = (tl.expand_dims(r, 1) < n_rows) & (tl.expand_dims(c, 0) < n_cols)
    x = tl.load(x_ptr + at, mask=mask, other=0.0)
    if APPLY_BIAS:
        x = x + tl.load(bias_ptr + c, mask=c < n_cols, other=0.0)[None, :]
    y = 0.5 * x * (1.0 + tl.erf(x / 1.4142135623730951))
    tl.store(y_ptr + at, y, mask=mask)
