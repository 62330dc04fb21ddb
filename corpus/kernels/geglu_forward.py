import triton
import triton.language as tl


@triton.jit
def geglu_forward(x_ptr, out_ptr, in_stride, out_stride, H, BLOCK: tl.constexpr):
    """out = gelu(left half) * right half, halves side by side in one row."""
    row = tl.program_id(0)
    j = tl.program_id(1) * BLOCK + tl.arange(0, BLOCK)
    mask = j < H
    left = tl.load(x_ptr + row * in_stride + j, mask=mask, other=0.0)
    right = tl.load(x_ptr + row * in_stride + H + j, mask=mask, other=0.0)
    cubic = 0.044715 * left * left * left
    t = tl.sigmoid(1.5957691216057308 * (left + cubic))
    tl.store(out_ptr + row * out_stride + j, left * t * right, mask=mask)
