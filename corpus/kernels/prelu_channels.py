import triton
import triton.language as tl


@triton.jit
def prelu_channels(x_ptr, w_ptr, y_ptr, n, channels, inner, BLOCK: tl.constexpr):
    """One slope per channel of an (outer, channels, inner) tensor seen flat."""
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    m = i < n
    channel = (i // inner) % channels
    x = tl.load(x_ptr + i, m, 0.0)
    w = tl.load(w_ptr + channel, m, 0.0)
    tl.store(y_ptr + i, tl.where(x > 0, x, w * x), m)
