import triton
import triton.language as tl


@triton.jit
def quantize_rows_int8(x_ptr, q_ptr, scale_ptr, stride_x, stride_q, n, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    j = tl.arange(0, BLOCK)
    mask = j < n
    x = tl.load(x_ptr + row * stride_x + j, mask=mask, other=0.0)
    scale = tl.maximum(tl.max(tl.abs(x)), 1e-10) / 127
    q = tl.floor(x / scale + 0.5)
    tl.store(q_ptr + row * stride_q + j, q.to(tl.int8), mask=mask)
    tl.store(scale_ptr + row, scale)
