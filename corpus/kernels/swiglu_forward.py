import triton
import triton.language as tl


@triton.jit
def silu(x):
    return x * tl.sigmoid(x)


@triton.jit
def swiglu_forward(a_ptr, b_ptr, c_ptr, row_stride, n_cols, BLOCK_SIZE: tl.constexpr):
    row = tl.program_id(0).to(tl.int64)
    a_ptr += row * row_stride
    b_ptr += row * row_stride
    c_ptr += row * row_stride
    cols = tl.arange(0, BLOCK_SIZE)
    mask = cols < n_cols
    gate = tl.load(a_ptr + cols, mask=mask, other=0).to(tl.float32)
    up = tl.load(b_ptr + cols, mask=mask, other=0)
    tl.store(c_ptr + cols, silu(gate) * up, mask=mask)
