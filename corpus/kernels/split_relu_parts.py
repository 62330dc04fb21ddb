import triton
import triton.language as tl


@triton.jit
def split_relu_parts(x_ptr, out_ptr, stride_x, stride_o, n, BLOCK: tl.constexpr):
    """The positive part of a row in the first half of the output's, the negative part in the second."""
    row = tl.program_id(0)
    for start in range(0, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + row * stride_x + c, mask=c < n, other=0.0)
        tl.store(out_ptr + row * stride_o + c, tl.maximum(x, 0.0), mask=c < n)
        tl.store(out_ptr + row * stride_o + n + c, tl.maximum(-x, 0.0), mask=c < n)
