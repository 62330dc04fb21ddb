import triton
import triton.language as tl


@triton.jit
def rms_norm_backward_partial(dy_ptr, x_ptr, rstd_ptr, dw_partial_ptr, rows, cols, stride, rows_per_program, BLOCK: tl.constexpr):
    """Each program adds up a slice of the rows; what it leaves is one row of partial gradients."""
    program = tl.program_id(0)
    c = tl.arange(0, BLOCK)
    mask = c < cols
    first = program * rows_per_program
    last = tl.minimum(first + rows_per_program, rows)
    dw = tl.zeros((BLOCK,), dtype=tl.float32)
    for row in range(first, last):
        dy = tl.load(dy_ptr + row * stride + c, mask=mask, other=0.0)
        x = tl.load(x_ptr + row * stride + c, mask=mask, other=0.0)
        dw += dy * x * tl.load(rstd_ptr + row)
    tl.store(dw_partial_ptr + program * cols + c, dw, mask=mask)
