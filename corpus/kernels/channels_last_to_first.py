import triton
import triton.language as tl


@triton.jit
def channels_last_to_first(x_ptr, y_ptr, N, H, W, C, BLOCK: tl.constexpr):
    """Pixels of all images in one index, which is decoded; the mask is on the image alone."""
    p = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    c = p % C
    w = p // C % W
    h = p // C // W % H
    n = p // C // W // H
    m = n < N
    tl.store(y_ptr + ((n * C + c) * H + h) * W + w, tl.load(x_ptr + p, mask=m, other=0.0), mask=m)
