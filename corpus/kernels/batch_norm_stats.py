import triton
import triton.language as tl


@triton.jit
def batch_norm_stats(x_ptr, mean_ptr, var_ptr, batch, channels, pixels, BLOCK_B: tl.constexpr, BLOCK_P: tl.constexpr):
    """Mean and variance of a channel over batch and pixels, in tiles of both."""
    channel = tl.program_id(0)
    s = 0.0
    ss = 0.0
    for b0 in range(0, batch, BLOCK_B):
        b = b0 + tl.arange(0, BLOCK_B)
        for p0 in range(0, pixels, BLOCK_P):
            p = p0 + tl.arange(0, BLOCK_P)
            mask = (b < batch)[:, None] & (p < pixels)[None, :]
            x = tl.load(x_ptr + b[:, None] * channels * pixels + channel * pixels + p[None, :], mask=mask, other=0.0)
            s += tl.sum(x)
            ss += tl.sum(x * x)
    count = batch * pixels
    mean = s / count
    tl.store(mean_ptr + channel, mean)
    tl.store(var_ptr + channel, ss / count - mean * mean)
