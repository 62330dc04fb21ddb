import triton
import triton.language as tl


@triton.jit
def rms_norm(x_ptr, w_ptr, y_ptr, x_stride, y_stride, n_cols, eps,
             HAS_WEIGHT: tl.constexpr, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    j = tl.arange(0, BLOCK)
    mask = j < n_cols
    x = tl.load(x_ptr + row * x_stride + j, mask=mask, other=0.0).to(tl.float32)
    ms = tl.sum(x * x, axis=0) / n_cols
    y = x * tl.rsqrt(ms + eps)
    if HAS_WEIGHT:
        y = y * tl.load(w_ptr + j, mask=mask, other=0.0)
    tl.store(y_ptr + row * y_stride + j, y, mask=mask)
