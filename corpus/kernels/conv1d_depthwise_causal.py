import triton
import triton.language as tl


@triton.jit
def conv1d_depthwise_causal(x_ptr, w_ptr, bias_ptr, y_ptr, length, channels, width, BLOCK: tl.constexpr):
    """x is [length, channels]; a channel is filtered with `width` weights that look backwards."""
    t = tl.program_id(0)
    c = tl.program_id(1) * BLOCK + tl.arange(0, BLOCK)
    acc = tl.load(bias_ptr + c, mask=c < channels, other=0.0)
    for k in range(width):
        back = t - (width - 1) + k
        x = tl.load(x_ptr + back * channels + c, mask=(c < channels) & (back >= 0), other=0.0)
        w = tl.load(w_ptr + c * width + k, mask=c < channels, other=0.0)
        acc += x * w
    tl.store(y_ptr + t * channels + c, acc, mask=c < channels)
