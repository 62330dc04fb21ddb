import triton
import triton.language as tl


@triton.jit
def swiglu_backward_in_place(dc_ptr, a_ptr, b_ptr, row_stride, n_cols, BLOCK_SIZE: tl.constexpr):
    """Overwrites a and b with their gradients."""
    row = tl.program_id(0)
    dc_ptr += row * row_stride
    a_ptr += row * row_stride
    b_ptr += row * row_stride
    cols = tl.arange(0, BLOCK_SIZE)
    mask = cols < n_cols
    dc = tl.load(dc_ptr + cols, mask=mask, other=0)
    a = tl.load(a_ptr + cols, mask=mask, other=0)
    b = tl.load(b_ptr + cols, mask=mask, other=0)
    sig = tl.sigmoid(a)
    silu_a = a * sig
    tl.store(a_ptr + cols, dc * (silu_a * (1 - sig) + sig) * b, mask=mask)
    tl.store(b_ptr + cols, dc * silu_a, mask=mask)
