import triton
import triton.language as tl


@triton.jit
def rotary_embedding(x_ptr, cos_ptr, sin_ptr, out_ptr, stride_x, stride_out, half, BLOCK: tl.constexpr):
    """Halves of a row rotated against each other: two stores a program."""
    row = tl.program_id(0)
    j = tl.arange(0, BLOCK)
    mask = j < half
    cos = tl.load(cos_ptr + row * half + j, mask=mask, other=0.0)
    sin = tl.load(sin_ptr + row * half + j, mask=mask, other=0.0)
    x1 = tl.load(x_ptr + row * stride_x + j, mask=mask, other=0.0)
    x2 = tl.load(x_ptr + row * stride_x + half + j, mask=mask, other=0.0)
    tl.store(out_ptr + row * stride_out + j, x1 * cos - x2 * sin, mask=mask)
    tl.store(out_ptr + row * stride_out + half + j, x2 * cos + x1 * sin, mask=mask)
